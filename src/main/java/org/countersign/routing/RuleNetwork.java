package org.countersign.routing;

import static org.drools.model.DSL.declarationOf;
import static org.drools.model.DSL.globalOf;
import static org.drools.model.DSL.on;
import static org.drools.model.PatternDSL.pattern;

import java.util.BitSet;
import java.util.List;
import org.drools.core.BaseConfigurationFactories;
import org.drools.core.impl.RuleBaseFactory;
import org.drools.model.Global;
import org.drools.model.PatternDSL;
import org.drools.model.impl.ModelImpl;
import org.drools.modelcompiler.KieBaseBuilder;
import org.drools.wiring.api.ComponentsFactory;
import org.kie.api.KieBase;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.DirectFiringOption;
import org.kie.api.runtime.conf.ThreadSafeOption;
import org.kie.internal.conf.CompositeBaseConfiguration;
import org.kie.internal.utils.ChainedProperties;

/**
 * A rule set as a Drools network, built from records through the canonical model: no rule text reaches Drools. The
 * facts of a decision go in as one object, as there is exactly one of each: conditions are then shared and never
 * joined.
 */
final class RuleNetwork {

    /** The same for all rule sets: Drools keeps what belongs to a package name for ever. */
    private static final String PACKAGE = "rules";

    private static final Global<BitSet> FIRED = globalOf(BitSet.class, PACKAGE, "fired");
    private static final ClassLoader LOADER = RuleNetwork.class.getClassLoader();

    static {
        ComponentsFactory.setComponentsSupplier(new ClosedWiring());
    }

    private final int size;
    private final KieBase base;
    private final KieSessionConfiguration sessions;

    RuleNetwork(RuleSet ruleSet, List<List<Constraint>> constraints) {
        size = ruleSet.rules().size();
        var model = new ModelImpl();
        model.addGlobal(FIRED);
        for (int position = 0; position < size; position++) {
            model.addRule(rule(ruleSet.rules().get(position).name(), position, constraints.get(position)));
        }
        base = KieBaseBuilder.createKieBaseFromModel(model, configuration(), null);
        sessions = RuleBaseFactory.newKnowledgeSessionConfiguration(new ChainedProperties(), LOADER);
        sessions.setOption(DirectFiringOption.YES);
        sessions.setOption(ThreadSafeOption.NO);
    }

    /** The positions of the rules that fire; every one that matches does. Any thread may ask. */
    BitSet fire(Inquiry inquiry) {
        var fired = new BitSet(size);
        var session = base.newKieSession(sessions, null);
        try {
            session.setGlobal(FIRED.getName(), fired);
            session.insert(inquiry);
            int count = session.fireAllRules(size + 1);
            if (count != fired.cardinality()) {
                throw new RulesFailed("%d rules fired %d times.".formatted(fired.cardinality(), count));
            }
        } finally {
            session.dispose();
        }
        return fired;
    }

    /** By hand, as Drools' own factories want its compiler on the classpath. */
    @SuppressWarnings("unchecked")
    private static KieBaseConfiguration configuration() {
        return new CompositeBaseConfiguration(
                new ChainedProperties(),
                LOADER,
                BaseConfigurationFactories.baseConf,
                BaseConfigurationFactories.ruleConf,
                BaseConfigurationFactories.flowConf);
    }

    private static org.drools.model.Rule rule(String name, int position, List<Constraint> constraints) {
        var pattern = pattern(declarationOf(Inquiry.class, "inquiry"));
        for (var constraint : constraints) {
            pattern = pattern.expr(constraint.getExpressionHash(), constraint);
        }
        return PatternDSL.rule(PACKAGE, position + " " + name)
                .build(pattern, on(FIRED).execute(fired -> fired.set(position)));
    }
}
