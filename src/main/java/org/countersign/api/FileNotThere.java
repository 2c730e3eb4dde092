package org.countersign.api;

import org.countersign.decision.Refused;

/** A draft or version has no such file. */
class FileNotThere extends Refused {

    FileNotThere(String file) {
        super(404, "There is no file " + file + ".");
    }
}
