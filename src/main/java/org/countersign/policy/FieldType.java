package org.countersign.policy;

/** What the values of a field are. */
public enum FieldType {
    NUMBER,
    CATEGORY,
    TEXT
}
