package org.countersign.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.countersign.decision.IdSource;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Pointer;
import org.countersign.decision.StorableText;
import org.countersign.decision.TransactionMemory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Turns the variables of a process start into the same body that our own REST interface takes, reads them once and
 * removes them, so that none is ever stored by the engine.
 */
@Component
class StartVariables {

    private static final Set<String> NAMES =
            Set.of("useCase", "subject", "case", "prediction", "context", "idempotencyKey");

    private final ObjectMapper json;
    private final IdSource ids;

    StartVariables(ObjectMapper json, IdSource ids) {
        this.json = json;
        this.ids = ids;
    }

    /** What our own door handed over, or what the start's variables say. */
    Incoming incoming(DelegateExecution execution) {
        var id = execution.getProcessBusinessKey();
        var handed = id == null ? Optional.<Incoming>empty() : TransactionMemory.recall(id, Incoming.class);
        return handed.orElseGet(() -> fromVariables(execution));
    }

    private Incoming fromVariables(DelegateExecution execution) {
        var body = JsonNodeFactory.instance.objectNode();
        @Nullable String key = null;
        for (var name : List.copyOf(execution.getVariableNames())) {
            var value = node(name, execution);
            execution.removeVariable(name);
            if (!NAMES.contains(name)) {
                throw new InvalidInput(
                        Pointer.to("/variables", name),
                        "There is no such variable.",
                        "Known are " + String.join(", ", NAMES.stream().sorted().toList()) + ".");
            }
            if (name.equals("idempotencyKey")) {
                key = key(value);
            } else {
                body.set(name, value);
            }
        }
        var incoming = new Incoming(adoptId(execution), body, caller(execution), key, null);
        EngineStarts.read(incoming);
        return incoming;
    }

    private static @Nullable String key(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (!value.isTextual()
                || value.textValue().isBlank()
                || value.textValue().length() > Intake.LONGEST_KEY
                || !StorableText.is(value.textValue())) {
            throw new InvalidInput(
                    "/variables/idempotencyKey",
                    "It is not a string of 1 to " + Intake.LONGEST_KEY + " characters.",
                    "Send such a key.");
        }
        return value.textValue();
    }

    private JsonNode node(String name, DelegateExecution execution) {
        var typed = execution.getVariableTyped(name, false);
        var value = typed == null ? null : typed.getValue();
        try {
            if (value instanceof String text
                    && (name.equals("case") || name.equals("prediction") || name.equals("context"))) {
                return json.readTree(text);
            }
            // Spin's JSON values print themselves as JSON
            return value instanceof String || value instanceof Number || value instanceof Boolean || value == null
                    ? json.valueToTree(value)
                    : json.readTree(value.toString());
        } catch (JsonProcessingException e) {
            throw new InvalidInput(
                    Pointer.to("/variables", name),
                    "It is not JSON: " + e.getOriginalMessage(),
                    "Send it with type Json.");
        }
    }

    /** The business key is the decision's id; one chosen by the caller would let callers overwrite each other's. */
    private String adoptId(DelegateExecution execution) {
        if (execution.getProcessBusinessKey() != null) {
            throw new InvalidInput(
                    "/businessKey",
                    "The business key is the decision's id and given by the engine.",
                    "Leave it out, and send idempotencyKey to make a retry safe.");
        }
        var id = ids.next();
        execution.setProcessBusinessKey(id);
        return id;
    }

    private static String caller(DelegateExecution execution) {
        var authentication =
                execution.getProcessEngineServices().getIdentityService().getCurrentAuthentication();
        return authentication == null ? "engine" : authentication.getUserId();
    }
}
