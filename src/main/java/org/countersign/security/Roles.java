package org.countersign.security;

import java.util.Map;

/** The role groups. A person has one or more of them, and besides the groups of the queues they work in. */
public final class Roles {

    public static final String INTEGRATOR = "integrator";
    public static final String CASE_WORKER = "case-worker";
    public static final String SUPERVISOR = "supervisor";
    public static final String COMPLIANCE_OFFICER = "compliance-officer";
    public static final String MODEL_OWNER = "model-owner";
    public static final String AUDITOR = "auditor";

    /** Camunda's own name: its web applications look for it. */
    public static final String ADMIN = "camunda-admin";

    static final Map<String, String> TITLES = Map.of(
            INTEGRATOR, "Integrating systems",
            CASE_WORKER, "Case workers",
            SUPERVISOR, "Supervisors",
            COMPLIANCE_OFFICER, "Compliance officers",
            MODEL_OWNER, "Model owners",
            AUDITOR, "Auditors",
            ADMIN, "Administrators");

    private Roles() {}
}
