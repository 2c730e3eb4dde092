package org.countersign.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReviewerTests {

    private final World world = Worlds.forUseCase("credit");

    @Test
    void errsAsOftenAsTold() {
        assertThat(errorRate(new Reviewer("ann", .1))).isCloseTo(.1, within(.02));
        assertThat(errorRate(new Reviewer("ann", 0))).isZero();
        assertThat(errorRate(new Reviewer("ann", 1))).isEqualTo(1);
    }

    @Test
    void saysTheSameOfTheSameCase() {
        var doubtful = new Reviewer("ann", .5);

        assertThat(world.cases(1).limit(100).map(made -> doubtful.judge(made, world.labels())))
                .containsExactlyElementsOf(world.cases(1)
                        .limit(100)
                        .map(made -> doubtful.judge(made, world.labels()))
                        .toList());
    }

    @Test
    void errsElsewhereThanOthers() {
        var ann = new Reviewer("ann", .3);
        var ben = new Reviewer("ben", .3);

        var together = world.cases(2)
                .limit(4000)
                .filter(made -> !ann.judge(made, world.labels()).equals(made.truth()))
                .filter(made -> !ben.judge(made, world.labels()).equals(made.truth()))
                .count();

        assertThat(together / 4000.).isCloseTo(.09, within(.02));
    }

    private double errorRate(Reviewer reviewer) {
        return world.cases(3)
                        .limit(4000)
                        .filter(made -> !reviewer.judge(made, world.labels()).equals(made.truth()))
                        .count()
                / 4000.;
    }
}
