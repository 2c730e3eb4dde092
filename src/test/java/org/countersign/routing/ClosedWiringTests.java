package org.countersign.routing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClosedWiringTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.drools.ecj.EclipseJavaCompiler",
                "org.eclipse.jdt.internal.compiler.Compiler",
                "org.kie.memorycompiler.JavaCompiler",
                "org.kie.memorycompiler.StoreClassLoader",
                "org.mvel2.MVEL",
                "org.drools.mvel.MVELDialectRuntimeData",
                "org.drools.mvelcompiler.MvelCompiler",
                "org.drools.model.codegen.execmodel.CanonicalModelKieProject",
                "org.drools.compiler.builder.impl.KnowledgeBuilderImpl",
                "org.drools.compiler.kie.builder.impl.KieServicesImpl",
                "org.drools.wiring.dynamic.DynamicComponentsSupplier",
                "org.drools.wiring.statics.StaticComponentsSupplier",
                "org.drools.decisiontable.ExternalSpreadsheetCompiler",
                "org.drools.template.DataProviderCompiler"
            })
    void hasNothingThatTurnsTextIntoCode(String compiler) {
        assertThatThrownBy(() -> Class.forName(compiler, false, getClass().getClassLoader()))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"org.drools.modelcompiler.KieBaseBuilder", "org.drools.kiesession.rulebase.InternalKnowledgeBase"
            })
    void hasTheEngine(String engine) throws ClassNotFoundException {
        Class.forName(engine, false, getClass().getClassLoader());
    }

    @org.junit.jupiter.api.Test
    void definesNoClasses() {
        var loader = new ClosedWiring().createByteArrayClassLoader(getClass().getClassLoader());

        assertThatThrownBy(() -> loader.defineClass("x", new byte[0], null))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
