package org.countersign.policy;

/** A small policy with one of everything. */
final class SamplePolicy {

    static final String TEXT = """
            useCase: loans
            title: Small loans
            labels:
              - name: grant
                values: [1, "yes"]
              - name: decline
                title: Do not lend
                adverse: true
            data:
              label: verdict
              ignore: [row]
              fields:
                - name: amount
                  title: Amount
                  type: number
                  required: true
                  min: 1
                  max: 1000
                - name: purpose
                  type: category
                  values: {C1: new car, C2: used car}
                - name: region
                  type: category
                  protected: true
                - name: note
                  type: text
            oversight:
              floor: AUTO_APPROVE
              assurance: advisory
              errorBudget: {alpha: 0.05, delta: 0.1}
              spotChecks: {rate: 0.05, onTheLoopRate: 0.2}
            review:
              blind: always
              queue: loans-review
              escalation: loans-escalation
              queues: [loans-senior]
              due: P1D
              reasonCodes: {wrong: Data are wrong, other: Other}
              abstainCategories: {friend: I know the applicant}
            supervision:
              queue: loans-supervision
              vetoWindow: PT30M
            """;

    private SamplePolicy() {}

    static Policy read() {
        return PolicyReader.read("loans", "policy.yaml", TEXT);
    }
}
