package io.tarry.scenario;

import io.tarry.tcp.settings.Stack;
import io.tarry.tcp.settings.Switch;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Reads the stack of a host: a named one, and changes to it. */
final class StackReader {

  private StackReader() {}

  /**
   * A stack as a file describes it.
   *
   * @param name what to call it: the name of the stack and what was changed
   */
  record NamedStack(String name, Stack stack) {}

  static NamedStack read(MapReader host) {
    Stack base = host.choice(HostKeys.STACK);
    Set<Switch> on = EnumSet.noneOf(Switch.class);
    HostKeys.SWITCHES.forEach((one, key) -> {
      if (host.flag(key, base.has(one))) {
        on.add(one);
      }
    });
    Stack stack =
        new Stack(
            host.choice(HostKeys.TW_RESTART, base.twRestart()),
            host.choice(HostKeys.REOPEN, base.reopenFromTimeWait()),
            host.choice(HostKeys.SYN_RECEIVED_REPLY, base.synReceivedReply()),
            host.count(HostKeys.PAWS_TOLERANCE, base.pawsTolerance()),
            on);
    return new NamedStack(name(base, stack), stack);
  }

  private static String name(Stack base, Stack stack) {
    StringBuilder name = new StringBuilder();
    HostKeys.STACKS.forEach((word, named) -> {
      if (named.equals(base)) {
        name.append(word);
      }
    });
    Map<String, String> before = words(base);
    words(stack)
        .forEach((key, word) -> {
          if (!word.equals(before.get(key))) {
            name.append(", ").append(key).append(": ").append(word);
          }
        });
    return name.toString();
  }

  /** How each part of a stack would be written, by key. */
  static Map<String, String> words(Stack stack) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put(HostKeys.TW_RESTART.name(), Words.wordFor(stack.twRestart()));
    words.put(HostKeys.REOPEN.name(), Words.wordFor(stack.reopenFromTimeWait()));
    words.put(HostKeys.SYN_RECEIVED_REPLY.name(), Words.wordFor(stack.synReceivedReply()));
    words.put(HostKeys.PAWS_TOLERANCE.name(), Integer.toString(stack.pawsTolerance()));
    HostKeys.SWITCHES.forEach(
        (one, key) -> words.put(key.name(), Boolean.toString(stack.has(one))));
    return words;
  }
}
