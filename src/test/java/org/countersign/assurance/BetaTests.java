package org.countersign.assurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetaTests {

    private static final MathContext DIGITS = new MathContext(60);

    /** With whole numbers, 1 - I_x(k + 1, n - k + 1) is the chance of at most k in n + 1. */
    @ParameterizedTest
    @CsvSource({
        "0, 10, .05",
        "5, 50, .05",
        "20, 200, .05",
        "12, 100, .02",
        "0, 720, .05",
        "3, 2000, .05",
        "0, 20000, .05",
        "30, 1000, .001",
        "999, 1000, .5",
        "500, 1000, .5"
    })
    void isTheExactSumOfBinomialChances(int k, int n, String x) {
        var exact = atMost(k, n + 1, new BigDecimal(x));
        double p = Double.parseDouble(x);

        assertThat(Beta.logUpper(p, k + 1, n - k + 1)).isEqualTo(ln(exact), within(1e-9));
        assertThat(Beta.binomial(k, n + 1, p)).isEqualTo(exact.doubleValue(), within(1e-12));
        assertThat(Beta.lower(p, k + 1, n - k + 1))
                .isEqualTo(BigDecimal.ONE.subtract(exact).doubleValue(), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 0", "5, 3.1780538303479458", "0.5, 0.5723649429247001", "101, 363.73937555556349"})
    void gammaIsTheFactorial(double x, double expected) {
        assertThat(Beta.logGamma(x)).isEqualTo(expected, within(1e-12 * Math.max(1, expected)));
    }

    private static BigDecimal atMost(int k, int n, BigDecimal p) {
        var q = BigDecimal.ONE.subtract(p);
        var term = q.pow(n, DIGITS);
        var sum = term;
        for (int i = 1; i <= k; i++) {
            term = term.multiply(p, DIGITS)
                    .multiply(BigDecimal.valueOf(n - i + 1), DIGITS)
                    .divide(q.multiply(BigDecimal.valueOf(i)), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        return sum;
    }

    private static double ln(BigDecimal value) {
        int shift = value.precision() - value.scale();
        return Math.log(value.movePointLeft(shift).doubleValue()) + shift * Math.log(10);
    }
}
