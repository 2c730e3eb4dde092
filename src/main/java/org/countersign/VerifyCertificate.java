package org.countersign;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.countersign.assurance.CertificateCheck;

/** {@code verify-certificate file.json}: computes an exported certificate again, without a database. */
final class VerifyCertificate {

    static final String COMMAND = "verify-certificate";

    private static final int HOLDS = 0;
    private static final int FAILS = 1;
    private static final int NOT_ASKED = 2;

    private VerifyCertificate() {}

    /** Says in a sentence whether it holds; 0 if so, 1 if not, 2 if there was nothing to look at. */
    static int run(String[] args, PrintStream out) {
        if (args.length != 2) {
            out.println("Say which file: java -jar countersign.jar " + COMMAND + " certificate.json");
            return NOT_ASKED;
        }
        try {
            var check = CertificateCheck.of(Files.readString(Path.of(args[1])));
            out.println(check.sentence());
            return check.holds() ? HOLDS : FAILS;
        } catch (IOException | InvalidPathException e) {
            out.println("The file cannot be read: " + e);
            return NOT_ASKED;
        }
    }
}
