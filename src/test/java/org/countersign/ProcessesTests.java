package org.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.stereotype.Component;

class ProcessesTests {

    private static final Path PROCESSES = Path.of("processes");
    private static final Pattern BEAN = Pattern.compile("\\$\\{(\\w+)}");

    /** Who presents a form, who guards whose it becomes, and who takes what is typed into it. */
    private static final java.util.Map<String, Set<String>> GUARDS = java.util.Map.of(
            "review", Set.of("create presentTask", "assignment guardAssignment", "complete takeVerdict"),
            "retraining", Set.of("create presentPromotion", "assignment guardPromotion", "complete takePromotion"),
            "labelling", Set.of("create presentLabelling", "assignment guardLabelling", "complete takeLabel"));

    /** Bean name to class, of every delegate and listener in the program. */
    private static final java.util.Map<String, Class<?>> BEANS = beans();

    static List<Path> diagrams() throws IOException {
        try (Stream<Path> files = Files.walk(PROCESSES)) {
            return files.filter(f -> f.toString().endsWith(".bpmn")).sorted().toList();
        }
    }

    @Test
    void thereAreDiagrams() throws IOException {
        assertThat(diagrams()).hasSizeGreaterThanOrEqualTo(4);
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void isAValidProcessNamedAsItsFileThatKeepsHistoryForAWhile(Path file) {
        var model = read(file);
        Bpmn.validateModel(model);

        var process = model.getModelElementsByType(Process.class).iterator().next();
        var name = file.getFileName().toString().replace(".bpmn", "");
        assertThat(process.getId())
                .isEqualTo(name)
                .isEqualTo(file.getParent().getFileName().toString());
        assertThat(process.isExecutable()).isTrue();
        assertThat(process.getCamundaHistoryTimeToLiveString()).matches("P\\d+D");
        assertThat(process.getDocumentations()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void namesEachServiceTaskAfterItsBean(Path file) {
        for (var task : read(file).getModelElementsByType(ServiceTask.class)) {
            var bean = bean(task.getCamundaDelegateExpression());

            assertThat(task.getId()).startsWith(bean);
            assertThat(BEANS).containsKey(bean);
            assertThat(BEANS.get(bean).getSimpleName()).isEqualTo(capitalised(bean) + "Delegate");
            assertThat(JavaDelegate.class).isAssignableFrom(BEANS.get(bean));
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void givesEachUserTaskTheFormAndTheGuards(Path file) throws IOException {
        for (var task : read(file).getModelElementsByType(UserTask.class)) {
            var form = task.getCamundaFormRef();
            assertThat(Files.readString(PROCESSES.resolve(form).resolve(form + ".form")))
                    .contains("\"id\": \"" + form + "\"");
            assertThat(task.getCamundaFormRefBinding()).isEqualTo("deployment");
            assertThat(task.getCamundaAssignee()).isNull();
            var listeners = task.getExtensionElements()
                    .getElementsQuery()
                    .filterByType(CamundaTaskListener.class)
                    .list();
            assertThat(listeners.stream().map(l -> l.getCamundaEvent() + " " + bean(l.getCamundaDelegateExpression())))
                    .containsExactlyInAnyOrderElementsOf(GUARDS.get(form));
            assertThat(listeners)
                    .allSatisfy(l -> assertThat(BEANS).containsKey(bean(l.getCamundaDelegateExpression())));
        }
    }

    @ParameterizedTest
    @MethodSource("diagrams")
    void drawsEveryElement(Path file) {
        var model = read(file);
        var drawn = new TreeSet<String>();
        model.getModelElementsByType(BpmnShape.class)
                .forEach(s -> drawn.add(s.getBpmnElement().getId()));
        model.getModelElementsByType(BpmnEdge.class)
                .forEach(e -> drawn.add(e.getBpmnElement().getId()));

        assertThat(drawn).containsAll(ids(model, FlowElement.class));
    }

    /** Text of a diagram is code only in these shapes. */
    @ParameterizedTest
    @MethodSource("diagrams")
    void branchesOnPlainComparisonsOnly(Path file) {
        var conditions = read(file).getModelElementsByType(SequenceFlow.class).stream()
                .map(SequenceFlow::getConditionExpression)
                .filter(c -> c != null)
                .map(ConditionExpression::getTextContent);

        assertThat(conditions).allMatch(c -> c.matches("\\$\\{\\w+ == '\\w+'}"));
    }

    @Test
    void leavesNoDelegateUnused() throws IOException {
        var used = diagrams().stream()
                .flatMap(f -> read(f).getModelElementsByType(ServiceTask.class).stream())
                .map(t -> bean(t.getCamundaDelegateExpression()))
                .collect(Collectors.toSet());
        var delegates = BEANS.entrySet().stream()
                .filter(e -> JavaDelegate.class.isAssignableFrom(e.getValue()))
                .map(java.util.Map.Entry::getKey)
                .collect(Collectors.toSet());

        assertThat(used).isEqualTo(delegates);
    }

    private static BpmnModelInstance read(Path file) {
        return Bpmn.readModelFromFile(file.toFile());
    }

    private static <E extends BaseElement> Set<String> ids(BpmnModelInstance model, Class<E> type) {
        return model.getModelElementsByType(type).stream()
                .map(BaseElement::getId)
                .collect(Collectors.toSet());
    }

    private static String bean(String expression) {
        var matcher = BEAN.matcher(expression);
        assertThat(matcher.matches()).as(expression).isTrue();
        return matcher.group(1);
    }

    private static String capitalised(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static java.util.Map<String, Class<?>> beans() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        for (var type : Arrays.asList(JavaDelegate.class, TaskListener.class, ExecutionListener.class)) {
            scanner.addIncludeFilter(new AssignableTypeFilter(type));
        }
        return scanner.findCandidateComponents("org.countersign").stream()
                .map(d -> type(d.getBeanClassName()))
                .filter(c -> c.isAnnotationPresent(Component.class))
                .collect(Collectors.toMap(c -> c.getAnnotation(Component.class).value(), c -> c));
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
