package org.countersign.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.countersign.decision.Case;
import org.countersign.decision.OversightLevel;
import org.countersign.policy.Policy.Assurance;
import org.countersign.policy.Policy.Blind;
import org.countersign.policy.Policy.ErrorBudget;
import org.countersign.policy.Policy.SpotChecks;
import org.countersign.policy.Policy.Supervision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTests {

    @Test
    void readsEveryPartOfAPolicy() {
        var policy = SamplePolicy.read();

        assertThat(policy.title()).isEqualTo("Small loans");
        assertThat(policy.labels())
                .containsExactly(
                        new Label("grant", "grant", false, Set.of("grant", "1", "yes")),
                        new Label("decline", "Do not lend", true, Set.of("decline")));
        assertThat(policy.labelColumn()).isEqualTo("verdict");
        assertThat(policy.ignoredColumns()).containsExactly("row");
        assertThat(policy.fields()).extracting(Field::name).containsExactly("amount", "purpose", "region", "note");
        assertThat(policy.field("amount").orElseThrow())
                .isEqualTo(new Field("amount", FieldType.NUMBER, "Amount", true, false, Map.of(), 1., 1000.));
        assertThat(policy.field("purpose").orElseThrow().values().keySet()).containsExactly("C1", "C2");
        assertThat(policy.field("region").orElseThrow().isProtected()).isTrue();
        assertThat(policy.floor()).isEqualTo(OversightLevel.AUTO_APPROVE);
        assertThat(policy.assurance()).isEqualTo(Assurance.ADVISORY);
        assertThat(policy.errorBudget()).isEqualTo(new ErrorBudget(.05, .1, new ErrorBudget.OnTheLoop(.05, false)));
        assertThat(policy.spotChecks()).isEqualTo(new SpotChecks(.05, .2, 0, null, Duration.ofDays(3), .2, false));
        assertThat(policy.review().blind()).isEqualTo(Blind.ALWAYS);
        assertThat(policy.review().due()).isEqualTo(Duration.ofDays(1));
        assertThat(policy.review().reasonCodes()).containsEntry("wrong", "Data are wrong");
        assertThat(policy.review().abstainCategories()).containsEntry("friend", "I know the applicant");
        assertThat(policy.supervision()).isEqualTo(new Supervision("loans-supervision", Duration.ofMinutes(30)));
        assertThat(policy.queueNames())
                .containsExactly("loans-escalation", "loans-review", "loans-senior", "loans-supervision");
    }

    @Test
    void requiresACertificateUnlessThePolicyWaivesIt() {
        var policy = read(SamplePolicy.TEXT.replace("  assurance: advisory\n", ""));

        assertThat(policy.assurance()).isEqualTo(Assurance.REQUIRED);
    }

    @Test
    void takesTheDigestOfTheTextAsVersionWhateverTheLineEnds() {
        var version = SamplePolicy.read().version();

        assertThat(version).matches("[0-9a-f]{64}");
        assertThat(read("\uFEFF" + SamplePolicy.TEXT.replace("\n", "\r\n")).version())
                .isEqualTo(version);
        assertThat(read(SamplePolicy.TEXT + "# a word more\n").version()).isNotEqualTo(version);
    }

    @ParameterizedTest(name = "{1} → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            useCase: loans           | useCase: lones          | 1:10: 'lones' is not the use case that this folder is for. Write 'loans'.
            useCase: loans           | useCase: Loans!         | 1:10: 'Loans!' cannot be a 'useCase'.
            title: Small loans       | titel: Small loans      | 2:1: Unknown key 'titel' in 'policy'. Did you mean 'title'?
            title: Small loans       | titel: Small loans      | 1:1: 'policy' lacks the key 'title'. Add 'title:' with its value.
            title: Small loans       | title:                  | 2:7: 'title' is empty.
            title: Small loans       | title: [a]              | 2:8: 'title' must be a single value.
            title: Small loans       | title: "a\\u0000"       | 2:8: 'title' is too long or holds characters that cannot be shown.
            title: Small loans       | title: !!str a          | 2:8: Tags are not allowed.
            title: Small loans       | title: &a b             | 2:8: Anchors and aliases are not allowed.
            title: Small loans       | title: *a               | 2:8: Anchors and aliases are not allowed.
            title: Small loans       | title: "a               | This is not YAML
            values: [1, "yes"]       | values: [1, decline]    | 6:11: 'decline' already means the label 'grant'. Spell each label in its own way.
            name: decline            | name: grant             | 6:11: 'grant' already means the label 'grant'.
            values: [1, "yes"]       | values: 1               | 5:13: 'values' must be a list.
            adverse: true            | adverse: yes            | 8:14: 'yes' is not something that 'adverse' can be. Write one of false, true.
            label: verdict           | label: amount           | 13:13: 'amount' is a field and the label column.
            label: verdict           | label: row              | 11:12: 'row' is ignored and the label column.
            ignore: [row]            | ignore: [row, row]      | 11:17: 'row' is ignored twice.
            ignore: [row]            | ignore: [note]          | 25:13: 'note' is a field and an ignored column.
            name: region             | name: purpose           | 22:13: There are two fields 'purpose'.
            name: region             | name: re gion           | 22:13: 're gion' cannot be a 'name'. Begin with a letter
            type: number             | type: nummber           | 15:13: 'nummber' is not something that 'type' can be. Did you mean 'number'? Write one of category, number, text.
            min: 1                   | min: one                | 17:12: 'one' of 'min' is not a number.
            min: 1                   | min: 0x1                | 17:12: '0x1' of 'min' is not a number.
            min: 1                   | min: .nan               | 17:12: '.nan' of 'min' is not a number.
            min: 1                   | min: 2000               | 17:7: 'min' is greater than 'max'.
            min: 1                   | mim: 1                  | 17:7: Unknown key 'mim' in 'fields'. Did you mean 'min'?
            type: text               | {type: text, min: 1}    | Check indentation
            values: {C1: new car, C2 | values: {C1: a, C1      | 21:23: The key 'C1' is there twice.
            floor: AUTO_APPROVE      | floor: AUTO             | 28:10: 'AUTO' is not something that 'floor' can be. Write one of AUTO_APPROVE, HUMAN_IN_THE_LOOP, HUMAN_ON_THE_LOOP.
            floor: AUTO_APPROVE      | floor: human_in_the_lop | Did you mean 'HUMAN_IN_THE_LOOP'?
            assurance: advisory      | assurance: advise       | 29:14: 'advise' is not something that 'assurance' can be.
            alpha: 0.05              | alpha: 0                | 30:24: '0' of 'alpha' is not between 0 and 1.
            alpha: 0.05              | alpha: 5                | 30:24: '5' of 'alpha' is not within 0 and 1.
            delta: 0.1               | delta: 1                | '1' of 'delta' is not between 0 and 1.
            rate: 0.05               | rate: -0.05             | 31:22: '-0.05' of 'rate' is not within 0 and 1.
            onTheLoopRate: 0.2       | onTheLoopRate: 1.2      | '1.2' of 'onTheLoopRate' is not within 0 and 1.
            onTheLoopRate: 0.2       | onTheLoopRate: 0.01     | Decisions on the loop are checked less often
            blind: always            | blind: never            | 31:3: Spot checks are blind, so they could be told from reviews that are not. Write 'blind: always' in 'review'
            queue: loans-review      | queue: loans review     | 34:10: 'loans review' cannot be a 'queue'.
            queues: [loans-senior]   | queues: [a/b]           | 36:12: 'a/b' cannot be a 'queues'.
            escalation: loans-escalation | escalation: loans-supervision | 41:10: The queue 'loans-supervision' is used twice.
            {wrong: Data are wrong, other: Other} | {} | 38:16: 'reasonCodes' is empty. Write at least one, as 'code: words'.
            {friend: I know the applicant}        | {} | 39:22: 'abstainCategories' is empty.
            due: P1D                 | due: one day            | 37:8: 'one day' of 'due' is not a duration. Write an ISO 8601 duration
            due: P1D                 | due: P1M                | 37:8: 'P1M' of 'due' is not a duration.
            vetoWindow: PT30M        | vetoWindow: PT0S        | 42:15: The duration 'PT0S' of 'vetoWindow' is out of bounds.
            vetoWindow: PT30M        | vetoWindow: -PT30M      | out of bounds
            vetoWindow: PT30M        | vetoWindow: P9999D      | out of bounds
            reasonCodes: {wrong      | reasonCodes: {wr ong    | 38:17: 'wr ong' cannot be a 'reasonCodes'.
            supervision:             | supervison:             | 40:1: Unknown key 'supervison' in 'policy'. Did you mean 'supervision'?
            """)
    void refuses(String part, String replacement, String problem) {
        var replaced = SamplePolicy.TEXT.replaceFirst(Pattern.quote(part), Matcher.quoteReplacement(replacement));

        assertThat(replaced).isNotEqualTo(SamplePolicy.TEXT);
        assertThat(problems(replaced)).anySatisfy(line -> assertThat(line).contains(problem));
    }

    @Test
    void refusesSpotChecksThatAreNotBlindOnlyWhereTheyHappen() {
        var advised = SamplePolicy.TEXT.replace("blind: always", "blind: never");

        assertThat(read(advised.replace("AUTO_APPROVE", "HUMAN_IN_THE_LOOP"))
                        .review()
                        .blind())
                .isEqualTo(Blind.NEVER);
        assertThat(read(advised.replace("rate: 0.05", "rate: 0").replace("onTheLoopRate: 0.2", "onTheLoopRate: 0"))
                        .spotChecks())
                .isEqualTo(new SpotChecks(0, 0, 0, null, Duration.ofDays(3), .2, false));
    }

    @Test
    void readsWhatThePromiseIsHeldTo() {
        var policy = read(promising(
                "[purpose]",
                "{alpha: 0.05, delta: 0.1, onTheLoop: {alpha: 0.2, assurance: required}}",
                "{rate: 0.05, onTheLoopRate: 0.2, reviewFirst: 2000, detect: {factor: 2, within: P30D},"
                        + " answerWithin: P1D, unanswered: 0.1, onWarning: stop}"));

        assertThat(policy.segments()).containsExactly("purpose");
        assertThat(policy.segmentNames()).containsExactly("purpose=C1", "purpose=C2", "purpose=");
        assertThat(policy.segmentOf(new Case(Map.of("purpose", "C2")))).isEqualTo("purpose=C2");
        assertThat(policy.segmentOf(new Case(Map.of()))).isEqualTo("purpose=");
        assertThat(policy.errorBudget()).isEqualTo(new ErrorBudget(.05, .1, new ErrorBudget.OnTheLoop(.2, true)));
        assertThat(policy.spotChecks())
                .isEqualTo(new SpotChecks(
                        .05, .2, 2000, new SpotChecks.Detect(2, Duration.ofDays(30)), Duration.ofDays(1), .1, true));
        assertThat(read(SamplePolicy.TEXT).segmentNames()).containsExactly("");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [amount]           | {alpha: 0.05, delta: 0.1}                                | {rate: 0, onTheLoopRate: 0} | 'amount' is not a category
            [nothing]          | {alpha: 0.05, delta: 0.1}                                | {rate: 0, onTheLoopRate: 0} | 'nothing' is not a category
            [purpose, purpose] | {alpha: 0.05, delta: 0.1}                                | {rate: 0, onTheLoopRate: 0} | 'purpose' is there twice
            []                 | {alpha: 0.05, delta: 0.1, onTheLoop: {alpha: 0.01}}      | {rate: 0, onTheLoopRate: 0} | may err less often
            []                 | {alpha: 0.05, delta: 0.1, onTheLoop: {assurance: maybe}} | {rate: 0, onTheLoopRate: 0} | 'maybe' is not something
            []                 | {alpha: 0.05, delta: 0.1} | {rate: 0, onTheLoopRate: 0, detect: {factor: 1, within: P1D}}  | many times the budget
            []                 | {alpha: 0.05, delta: 0.1} | {rate: 0, onTheLoopRate: 0, detect: {factor: 30, within: P1D}} | many times the budget
            []                 | {alpha: 0.05, delta: 0.1} | {rate: 0, onTheLoopRate: 0, answerWithin: soon}                | is not a duration
            []                 | {alpha: 0.05, delta: 0.1} | {rate: 0, onTheLoopRate: 0, reviewFirst: 0.5}                  | is not a count
            """)
    void refusesAPromiseThatCannotBeHeld(String segments, String budget, String checks, String problem) {
        assertThat(problems(promising(segments, budget, checks)))
                .singleElement()
                .satisfies(line -> assertThat(line).contains(problem));
    }

    private static String promising(String segments, String budget, String checks) {
        return SamplePolicy.TEXT
                .replaceFirst("errorBudget: .*", "errorBudget: " + budget + "\n  segments: " + segments)
                .replaceFirst("spotChecks: .*", "spotChecks: " + checks);
    }

    @Test
    void tellsEverythingAtOnceInTheOrderOfTheText() {
        var text = SamplePolicy.TEXT
                .replace("title: Small loans", "titel: Small loans")
                .replace("alpha: 0.05", "alpha: lots")
                .replace("vetoWindow: PT30M", "vetoWindow: soon");

        assertThatExceptionOfType(PolicyRefused.class)
                .isThrownBy(() -> read(text))
                .satisfies(e ->
                        assertThat(e.problems()).extracting(FileProblem::line).containsExactly(1, 2, 30, 42));
    }

    @Test
    void doesNotReportWhatAMissingPartLacks() {
        var text = SamplePolicy.TEXT.substring(0, SamplePolicy.TEXT.indexOf("supervision:"));

        assertThat(problems(text))
                .containsExactly(
                        "policy.yaml:1:1: 'policy' lacks the key 'supervision'. Add 'supervision:' with its value.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "word",
                "[a, b]",
                "a: b\n---\nc: d\n",
                "\t",
                "a: b: c",
                "\u0007",
                "? [a]\n: b",
                "%YAML 9.9\n---\na: b"
            })
    void refusesWhatIsNoPolicyAtAll(String text) {
        assertThat(problems(text)).isNotEmpty();
    }

    @Test
    void refusesATextThatIsTooLongOrTooDeep() {
        assertThat(problems("#".repeat(PolicyText.LONGEST + 1)))
                .singleElement()
                .asString()
                .contains("longer than");
        assertThat(problems("a: " + "[".repeat(5000))).isNotEmpty();
    }

    @Test
    void readsWordsAsWritten() {
        var policy = read(SamplePolicy.TEXT.replace("{C1: new car, C2: used car}", "[no, 007, 1e3]"));

        assertThat(policy.field("purpose").orElseThrow().values().keySet()).containsExactly("no", "007", "1e3");
    }

    @Test
    void refusesACategoryThatIsListedTwice() {
        assertThat(problems(SamplePolicy.TEXT.replace("{C1: new car, C2: used car}", "[C1, C1]")))
                .singleElement()
                .asString()
                .contains("21:20: 'C1' is listed twice.");
    }

    @Test
    void namesAllProblemsInTheMessage() {
        assertThatExceptionOfType(PolicyRefused.class)
                .isThrownBy(() -> read("useCase: loans"))
                .withMessageContaining("\npolicy.yaml:1:1: 'policy' lacks the key 'title'.")
                .withMessageContaining("\npolicy.yaml:1:1: 'policy' lacks the key 'review'.");
    }

    @Test
    void readsWhenToTrainAnew() {
        assertThat(SamplePolicy.read().learning()).isEqualTo(new Policy.Learning(500, null));
        assertThat(read(SamplePolicy.TEXT + "learning: {retrainAfter: 50, retrainEvery: P90D}\n")
                        .learning())
                .isEqualTo(new Policy.Learning(50, Duration.ofDays(90)));
        assertThat(problems(SamplePolicy.TEXT + "learning: {retrainAfter: 1.5, retrainEvery: never}\n"))
                .hasSize(2);
        assertThat(problems(SamplePolicy.TEXT + "learning: {after: 5}\n")).hasSize(1);
    }

    private static Policy read(String text) {
        return PolicyReader.read("loans", "policy.yaml", text);
    }

    private static List<String> problems(String text) {
        var refused = catchThrowableOfType(PolicyRefused.class, () -> read(text));
        return refused == null
                ? List.of()
                : refused.problems().stream().map(FileProblem::toString).toList();
    }
}
