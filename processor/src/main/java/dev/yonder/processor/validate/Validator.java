// SPDX-License-Identifier: Apache-2.0
package dev.yonder.processor.validate;

import dev.yonder.processor.elements.RemoteMethod;
import dev.yonder.processor.elements.RemoteMethods;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Applies all rules to a class. */
public final class Validator {
  private final RemoteMethods methods;
  private final MethodRules methodRules;
  private final StubRules stubRules;
  private final WireRules wireRules;

  /** Creates a validator of the elements. */
  public Validator(Elements elements, Types types) {
    this.methods = new RemoteMethods(elements, types);
    this.methodRules = new MethodRules();
    this.stubRules = new StubRules(elements, types);
    this.wireRules = new WireRules(types);
  }

  /**
   * Checks a class and its remote methods.
   *
   * @param remote the methods; those that are refused where they are declared must be left out
   */
  public Report check(TypeElement owner, List<RemoteMethod> remote) {
    Report report = new Report();
    OwnerRules.check(owner, report);
    boolean ownerIsClean = report.isClean();
    for (RemoteMethod method : remote) {
      check(method, ownerIsClean, report);
    }
    wireRules.checkReceiver(owner, remote, report);
    stubRules.checkClashes(remote, report);
    return report;
  }

  /** Returns the methods without those that are inherited and refused where they are declared. */
  public List<RemoteMethod> usable(List<RemoteMethod> remote) {
    List<RemoteMethod> usable = new ArrayList<>();
    for (RemoteMethod method : remote) {
      Report above = new Report();
      if (!method.isDeclared()) {
        check(methods.asDeclared(method), /* ownerIsClean= */ true, above);
      }
      if (above.isClean()) {
        usable.add(method);
      }
    }
    return List.copyOf(usable);
  }

  private void check(RemoteMethod method, boolean ownerIsClean, Report report) {
    if (method.isDeclared()) {
      methodRules.check(method, report);
    }
    stubRules.check(method, report);
    wireRules.check(method, report);
    if (ownerIsClean) {
      VisibilityRules.check(method, report);
    }
  }
}
