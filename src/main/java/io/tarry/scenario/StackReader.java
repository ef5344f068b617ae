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
    Stack base = host.choice(HostFormat.STACK);
    Set<Switch> on = EnumSet.noneOf(Switch.class);
    HostFormat.SWITCHES.forEach((one, key) -> {
      if (host.flag(key, base.has(one))) {
        on.add(one);
      }
    });
    Stack stack =
        new Stack(
            host.choice(HostFormat.TW_RESTART, base.twRestart()),
            host.choice(HostFormat.REOPEN, base.reopenFromTimeWait()),
            host.choice(HostFormat.SYN_RECEIVED_REPLY, base.synReceivedReply()),
            host.count(HostFormat.PAWS_TOLERANCE, base.pawsTolerance()),
            on);
    return new NamedStack(name(base, stack), stack);
  }

  private static String name(Stack base, Stack stack) {
    StringBuilder name = new StringBuilder();
    HostFormat.STACKS.forEach((word, named) -> {
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
    words.put(HostFormat.TW_RESTART.name(), Words.wordFor(stack.twRestart()));
    words.put(HostFormat.REOPEN.name(), Words.wordFor(stack.reopenFromTimeWait()));
    words.put(HostFormat.SYN_RECEIVED_REPLY.name(), Words.wordFor(stack.synReceivedReply()));
    words.put(HostFormat.PAWS_TOLERANCE.name(), Integer.toString(stack.pawsTolerance()));
    HostFormat.SWITCHES.forEach(
        (one, key) -> words.put(key.name(), Boolean.toString(stack.has(one))));
    return words;
  }
}
