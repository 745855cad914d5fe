package dev.hibernatesplit.it.guard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.hibernate.bytecode.enhance.spi.DefaultEnhancementContext;
import org.hibernate.bytecode.enhance.spi.Enhancer;
import org.hibernate.bytecode.enhance.spi.UnloadedClass;
import org.hibernate.bytecode.enhance.spi.UnloadedField;
import org.hibernate.bytecode.internal.BytecodeProviderInitiator;

/** Enhances an entity as a build would, so that its text is loaded when it is asked for. */
public final class Letters extends ClassLoader {

  /** What the test sees of it, whoever loaded its class. */
  public interface Letter {
    void id(long id);

    String text();

    void text(String text);

    void title(String title);
  }

  private static final class Context extends DefaultEnhancementContext {
    @Override
    public boolean isLazyLoadable(UnloadedField field) {
      return true;
    }

    @Override
    public boolean hasLazyLoadableAttributes(UnloadedClass type) {
      return true;
    }
  }

  private Letters() {
    super(Letters.class.getClassLoader());
  }

  /** The enhanced class. */
  static Class<?> type() {
    String name = LazyLetter.class.getName();
    Enhancer enhancer =
        BytecodeProviderInitiator.buildDefaultBytecodeProvider().getEnhancer(new Context());
    try (InputStream plain =
        Letters.class.getClassLoader().getResourceAsStream(name.replace('.', '/') + ".class")) {
      byte[] code = enhancer.enhance(name, plain.readAllBytes());
      return new Letters().defineClass(name, code, 0, code.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
