// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.yonder.processor.model.StubModel;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.StandardLocation;

/** Writes the files of one compilation. */
public final class Output {
  private static final String SERVICES = "META-INF/services/" + CatalogWriter.CATALOG;

  /** A method of more entries would exceed what a class file holds. */
  private static final int ENTRIES_OF_A_CATALOG = 2_000;

  private final Filer filer;
  private final Names names;
  private final SortedMap<String, CodeBlock> unlisted = new TreeMap<>();
  private final SortedSet<String> catalogs = new TreeSet<>();
  private final List<TypeElement> owners = new ArrayList<>();

  /** Creates an output that has written nothing. */
  public Output(Filer filer, Names names) {
    this.filer = filer;
    this.names = names;
  }

  /** Writes the stub and the invokers of a class, whose methods are to be listed later. */
  public void write(StubModel model, TypeElement owner) throws WriteException {
    GeneratedNames generated = names.of(model.owner());
    write(generated.stub(), new StubWriter(model, generated).write(), List.of(owner));
    write(generated.invokers(), new InvokerWriter(model, generated).write(), List.of(owner));
    List<String> constants = Names.constants(model.owner(), model.methods());
    for (int i = 0; i < constants.size(); i++) {
      unlisted.put(
          model.methods().get(i).origin().id(),
          CodeBlock.of("$T.$N", generated.invokers(), constants.get(i)));
    }
    owners.add(owner);
  }

  /** Writes a catalog of the methods that none lists yet; nothing if there is no such method. */
  public void writeCatalog() throws WriteException {
    while (!unlisted.isEmpty()) {
      SortedMap<String, CodeBlock> entries = new TreeMap<>();
      while (!unlisted.isEmpty() && entries.size() < ENTRIES_OF_A_CATALOG) {
        String id = unlisted.firstKey();
        entries.put(id, unlisted.remove(id));
      }
      ClassName name = Names.catalog(entries.keySet());
      write(name, CatalogWriter.write(name, entries), owners);
      catalogs.add(name.canonicalName());
    }
  }

  /** Writes the file by which the catalogs are found; nothing if there is none. */
  public void writeServices() throws WriteException {
    if (catalogs.isEmpty()) {
      return;
    }
    try (Writer file =
        filer
            .createResource(
                StandardLocation.CLASS_OUTPUT, "", SERVICES, owners.toArray(Element[]::new))
            .openWriter()) {
      for (String catalog : catalogs) {
        file.write(catalog + "\n");
      }
    } catch (IOException failure) {
      throw new WriteException(SERVICES, failure);
    }
  }

  private void write(ClassName name, TypeSpec type, List<TypeElement> origins)
      throws WriteException {
    TypeSpec.Builder builder = type.toBuilder();
    origins.forEach(builder::addOriginatingElement);
    try {
      JavaFile.builder(name.packageName(), builder.build()).indent("  ").build().writeTo(filer);
    } catch (IOException failure) {
      throw new WriteException(name.canonicalName(), failure);
    }
  }
}
