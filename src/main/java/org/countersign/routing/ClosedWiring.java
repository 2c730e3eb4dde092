package org.countersign.routing;

import java.util.Map;
import org.drools.core.runtime.rule.impl.DefaultConsequenceExceptionHandler;
import org.drools.wiring.api.ComponentsSupplier;
import org.drools.wiring.api.ResourceProvider;
import org.drools.wiring.api.classloader.ProjectClassLoader;
import org.drools.wiring.api.util.ByteArrayClassLoader;

/**
 * What Drools asks for to load classes: it gets none. Drools' own suppliers can define classes from bytes and pull in
 * its compiler; rules here are never bytes, so neither is on the classpath.
 */
final class ClosedWiring implements ComponentsSupplier {

    @Override
    public int servicePriority() {
        return 0;
    }

    @Override
    public ProjectClassLoader createProjectClassLoader(ClassLoader parent, ResourceProvider resources) {
        throw new UnsupportedOperationException("Rules do not load classes.");
    }

    /** Asked for with every kind of fact, but used only for generated code. */
    @Override
    public ByteArrayClassLoader createByteArrayClassLoader(ClassLoader parent) {
        return (name, bytes, domain) -> {
            throw new UnsupportedOperationException("Rules do not load classes.");
        };
    }

    @Override
    public ClassLoader createPackageClassLoader(Map<String, byte[]> store, ClassLoader root) {
        throw new UnsupportedOperationException("Rules do not load classes.");
    }

    @Override
    public Object createConsequenceExceptionHandler(String className, ClassLoader classLoader) {
        return new DefaultConsequenceExceptionHandler();
    }
}
