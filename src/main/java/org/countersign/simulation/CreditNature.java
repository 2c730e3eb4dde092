package org.countersign.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.countersign.decision.Case;

/**
 * Loans with the columns, codes and about the shares of the German credit data. Sex, personal status and being a foreign
 * worker have no effect on the truth; age has none of its own.
 */
final class CreditNature implements Nature {

    private static final double SHARPNESS = 1.5;
    private static final double SHIFT = .8;

    /** How much a category adds to the log-odds of a bad risk. */
    private static final Map<String, Double> EFFECTS = Map.ofEntries(
            Map.entry("A11", 1.2),
            Map.entry("A12", .6),
            Map.entry("A13", -.4),
            Map.entry("A14", -1.1),
            Map.entry("A30", 1.1),
            Map.entry("A31", 1.),
            Map.entry("A32", .1),
            Map.entry("A34", -.8),
            Map.entry("A40", .5),
            Map.entry("A41", -1.),
            Map.entry("A43", -.5),
            Map.entry("A46", .7),
            Map.entry("A48", -1.),
            Map.entry("A49", .2),
            Map.entry("A410", .5),
            Map.entry("A61", .3),
            Map.entry("A62", .2),
            Map.entry("A63", -.5),
            Map.entry("A64", -.8),
            Map.entry("A65", -.5),
            Map.entry("A71", .4),
            Map.entry("A72", .4),
            Map.entry("A74", -.5),
            Map.entry("A75", -.2),
            Map.entry("A102", .4),
            Map.entry("A103", -.9),
            Map.entry("A121", -.3),
            Map.entry("A124", .4),
            Map.entry("A141", .4),
            Map.entry("A142", .4),
            Map.entry("A152", -.2));

    @Override
    public String useCase() {
        return "credit";
    }

    @Override
    public List<String> labels() {
        return List.of("good", "bad");
    }

    @Override
    public Case draw(SplittableRandom random) {
        var dice = new Dice(random);
        var fields = new HashMap<String, Object>();
        loan(dice, fields);
        applicant(dice, fields);
        standing(dice, fields);
        return new Case(fields);
    }

    private static void loan(Dice dice, Map<String, Object> fields) {
        var purpose = dice.pick(
                "A40", 234, "A41", 103, "A42", 181, "A43", 280, "A44", 12, "A45", 22, "A46", 50, "A48", 9, "A49", 97,
                "A410", 12);
        var months = dice.number(
                6, 75, 9, 49, 10, 28, 12, 179, 15, 64, 18, 113, 21, 30, 24, 184, 27, 13, 30, 40, 36, 83, 42, 11, 48, 48,
                60, 13);
        var dear = purpose.equals("A41") ? .6 : purpose.equals("A43") ? -.2 : 0;
        var amount = StrictMath.exp(dice.normal(7.7 + dear + .75 * StrictMath.log(months / 18), .55));
        fields.put("purpose", purpose);
        fields.put("duration_months", months);
        fields.put("credit_amount", Dice.within(250, amount, 20_000));
        fields.put("installment_rate_pct", dice.number(1, 136, 2, 231, 3, 157, 4, 476));
        fields.put("other_debtors", dice.pick("A101", 907, "A102", 41, "A103", 52));
        fields.put("other_installment_plans", dice.pick("A141", 139, "A142", 47, "A143", 814));
    }

    private static void applicant(Dice dice, Map<String, Object> fields) {
        var age = Dice.within(19, 19 + StrictMath.exp(dice.normal(2.6, .75)), 75);
        var job = dice.pick("A171", 22, "A172", 200, "A173", 630, "A174", 148);
        var years = age < 25 ? 1 : age < 35 ? 2 : 4;
        fields.put("age", age);
        fields.put("job", job);
        fields.put(
                "employment_since",
                job.equals("A171")
                        ? "A71"
                        : dice.pick("A71", 40, "A72", 260 / years, "A73", 340, "A74", 174, "A75", 100 * years));
        fields.put("personal_status_sex", dice.pick("A91", 50, "A92", 310, "A93", 548, "A94", 92));
        fields.put("residence_since", dice.number(1, 130, 2, 308, 3, 149, 4, 413));
        fields.put("housing", dice.pick("A151", 179, "A152", 713, "A153", 108));
        fields.put("dependents", dice.number(1, 845, 2, 155));
        fields.put("telephone", dice.chance(job.equals("A174") ? .85 : .33) ? "A192" : "A191");
        fields.put("foreign_worker", dice.pick("A201", 963, "A202", 37));
    }

    private static void standing(Dice dice, Map<String, Object> fields) {
        fields.put("checking_status", dice.pick("A11", 274, "A12", 269, "A13", 63, "A14", 394));
        fields.put("credit_history", dice.pick("A30", 40, "A31", 49, "A32", 530, "A33", 88, "A34", 293));
        fields.put("savings", dice.pick("A61", 603, "A62", 103, "A63", 63, "A64", 48, "A65", 183));
        fields.put("existing_credits", dice.number(1, 633, 2, 333, 3, 28, 4, 6));
        fields.put(
                "property",
                "A153".equals(fields.get("housing"))
                        ? dice.pick("A123", 1, "A124", 9)
                        : dice.pick("A121", 282, "A122", 232, "A123", 322, "A124", 64));
    }

    @Override
    public Map<String, Double> chances(Case subject) {
        return Dice.odds("bad", "good", Dice.logistic(SHARPNESS * (logOdds(subject) - SHIFT)));
    }

    private static double logOdds(Case subject) {
        var sum = 0.0;
        for (var value : subject.fields().values()) {
            sum += value instanceof String code ? EFFECTS.getOrDefault(code, 0.0) : 0;
        }
        var amount = number(subject, "credit_amount");
        var poor = subject.value("savings").filter("A61"::equals).isPresent();
        sum += .045 * (number(subject, "duration_months") - 21) + .12 * (amount / 1000 - 3);
        sum += .25 * (number(subject, "installment_rate_pct") - 3);
        return sum + (amount > 8000 && poor ? 1 : 0);
    }

    private static double number(Case subject, String field) {
        return (Double) subject.value(field).orElse(0.0);
    }

    @Override
    public boolean drifts(Case subject) {
        return subject.value("purpose").filter("A40"::equals).isPresent();
    }

    @Override
    public Map<String, Double> chancesAfterDrift(Case subject) {
        return Dice.odds("bad", "good", .95);
    }

    @Override
    public String drift() {
        return "Loans for new cars, most of which were good risks, turn bad.";
    }
}
