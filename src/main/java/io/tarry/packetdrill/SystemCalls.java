package io.tarry.packetdrill;

import io.tarry.packetdrill.PktScript.Call;
import io.tarry.packetdrill.ScriptBranch.Descriptor;
import io.tarry.tcp.settings.Script.Instruction;
import io.tarry.tcp.world.App;
import io.tarry.tcp.world.TcpState;
import io.tarry.tcp.world.UserError;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** System calls, made at the model's end: what they do there, and what they return. */
final class SystemCalls {

  static final Set<String> WRITES = Set.of("write", "send", "sendto");
  static final Set<String> READS = Set.of("read", "recv", "recvfrom");

  /** Calls that change nothing of what the model has. */
  private static final Set<String> WITHOUT_EFFECT = Set.of("fcntl", "bind", "poll", "ioctl");

  private static final String AGAIN = "EAGAIN";
  private static final String PIPE = "EPIPE";
  private static final String FINE = "";
  private static final Pattern LINGER_ZERO =
      Pattern.compile("\\{\\s*(?:onoff|l_onoff)?=?1\\s*,\\s*(?:linger|l_linger)?=?0\\s*}");

  private final ScriptNumbers numbers;
  private final String file;

  SystemCalls(ScriptNumbers numbers, String file) {
    this.numbers = numbers;
    this.file = file;
  }

  /** What a call returned: a number, and the name of an error if it is -1. */
  private record Result(long value, String error) {
    static Result of(long value) {
      return new Result(value, FINE);
    }

    static Result failed(String error) {
      return new Result(-1, error);
    }

    boolean is(Call call) {
      return call.result().isEmpty()
          || (call.result().getAsLong() == value
              && (call.error().isEmpty() || error.equals(call.error().get())));
    }

    @Override
    public String toString() {
      return value + (error.isEmpty() ? "" : " " + error);
    }
  }

  /**
   * Makes the call.
   *
   * @return what the model returns, if it is not what the script says
   * @throws PktException if the model has no such call
   */
  Optional<String> make(ScriptBranch play, Call call) throws PktException {
    Result result =
        switch (call.name()) {
          case "socket" -> socket(play, call);
          case "listen" -> listen(play, call);
          case "accept", "accept4" -> accept(play, call);
          case "connect" -> connect(play, call);
          case "close" -> close(play, call);
          case "shutdown" -> shutdown(play, call);
          case "setsockopt" -> setOption(play, call);
          case "getsockopt" -> getOption(play, call);
          default -> other(play, call);
        };
    return result.is(call)
        ? Optional.empty()
        : Optional.of("the model's %s() returns %s".formatted(call.name(), result));
  }

  private Result other(ScriptBranch play, Call call) throws PktException {
    if (WRITES.contains(call.name())) {
      return write(play, call);
    }
    if (READS.contains(call.name())) {
      return read(play, call);
    }
    if (WITHOUT_EFFECT.contains(call.name())) {
      return Result.of(call.result().orElse(0));
    }
    throw unsupported(call, "the call " + call.name() + "()");
  }

  private static Result socket(ScriptBranch play, Call call) {
    int descriptor = (int) call.result().orElse(0);
    play.descriptors.put(descriptor, Descriptor.SOCKET);
    return Result.of(descriptor);
  }

  private Result listen(ScriptBranch play, Call call) throws PktException {
    play.descriptors.put(descriptor(call), Descriptor.LISTENER);
    play.end.listen();
    return Result.of(0);
  }

  private Result accept(ScriptBranch play, Call call) throws PktException {
    if (play.descriptors.containsValue(Descriptor.CONNECTION)) {
      throw unsupported(call, "a second connection");
    }
    boolean there =
        play.end.state().synchronised() || play.end.app().endOfFile() || play.end.unread() > 0;
    if (!there) {
      return Result.failed(AGAIN);
    }
    int descriptor = (int) call.result().orElse(0);
    play.descriptors.put(descriptor, Descriptor.CONNECTION);
    return Result.of(descriptor);
  }

  private Result connect(ScriptBranch play, Call call) throws PktException {
    TcpState state = play.end.state();
    App app = play.end.app();
    if (app.error() != UserError.NONE) {
      return tell(play);
    }
    if (state == TcpState.CLOSED && play.descriptors.get(descriptor(call)) == Descriptor.SOCKET) {
      if (play.descriptors.containsValue(Descriptor.CONNECTION)) {
        throw unsupported(call, "a second connection");
      }
      play.descriptors.put(descriptor(call), Descriptor.CONNECTION);
      play.follow(play.end.call(Instruction.of(io.tarry.tcp.settings.Call.OPEN)));
      return call.when().until().isPresent()
          ? Result.of(call.result().orElse(0)) // what it returns is looked at when it does
          : Result.failed("EINPROGRESS");
    }
    return state.synchronised() ? Result.of(0) : Result.failed("EALREADY");
  }

  /** What a connect() that took its time returns at last. */
  Optional<String> connected(ScriptBranch play, Call call) {
    Result result =
        play.end.app().error() != UserError.NONE
            ? tell(play)
            : play.end.state().synchronised() ? Result.of(0) : Result.failed("EINPROGRESS");
    return result.is(call)
        ? Optional.empty()
        : Optional.of("the model's connect() returns " + result);
  }

  private Result write(ScriptBranch play, Call call) throws PktException {
    App app = play.end.app();
    if (app.brokenPipe() || play.end.tcb().finQueued()) {
      play.end.call(Instruction.send(1)); // where it breaks the pipe, it is told once
      play.end.tellError();
      return Result.failed(PIPE);
    }
    if (app.error() != UserError.NONE) {
      return tell(play);
    }
    long bytes = call.result().orElse(0);
    TcpState state = play.end.state();
    if (state == TcpState.CLOSED || state == TcpState.LISTEN) {
      return Result.failed(PIPE);
    }
    if (bytes <= 0) {
      throw unsupported(call, "a write that takes no bytes");
    }
    long from = 1 + play.written;
    play.written += bytes;
    for (long to : numbers.cuts(from, from + bytes)) {
      int length = numbers.own(to) - numbers.own(from);
      play.follow(play.end.call(Instruction.send(length)));
      from = to;
    }
    return Result.of(bytes);
  }

  private Result read(ScriptBranch play, Call call) throws PktException {
    long wanted = call.result().orElse(0);
    if (wanted > 0) {
      long to = 1 + play.read + wanted;
      int bytes = numbers.peers(to) - numbers.peers(1 + play.read);
      if (bytes > play.end.unread()) {
        return nothingToRead(play);
      }
      play.end.read(bytes);
      play.read += wanted;
      return Result.of(wanted);
    }
    if (play.end.unread() > 0) {
      throw unsupported(call, "a read that finds more bytes than it says");
    }
    return nothingToRead(play);
  }

  private static Result nothingToRead(ScriptBranch play) {
    if (play.end.app().endOfFile()) {
      return Result.of(0);
    }
    return play.end.app().error() != UserError.NONE ? tell(play) : Result.failed(AGAIN);
  }

  private static Result tell(ScriptBranch play) {
    UserError error = play.end.app().error();
    play.end.tellError();
    return Result.failed(
        switch (error) {
          case NONE -> FINE;
          case REFUSED -> "ECONNREFUSED";
          case RESET -> "ECONNRESET";
          case TIMED_OUT -> "ETIMEDOUT";
          case NO_PORT -> "EADDRNOTAVAIL";
          case ADDRESS_IN_USE -> "EADDRINUSE";
          case BROKEN_PIPE -> PIPE;
        });
  }

  private Result close(ScriptBranch play, Call call) throws PktException {
    Descriptor what = play.descriptors.remove(descriptor(call));
    if (what == null) {
      return Result.failed("EBADF");
    }
    if (what == Descriptor.LISTENER) {
      play.end.stopListening();
    } else if (what == Descriptor.CONNECTION) {
      io.tarry.tcp.settings.Call how =
          play.linger ? io.tarry.tcp.settings.Call.ABORT : io.tarry.tcp.settings.Call.CLOSE;
      play.follow(play.end.call(Instruction.of(how)));
    }
    return Result.of(0);
  }

  private Result shutdown(ScriptBranch play, Call call) throws PktException {
    String how = call.arguments().size() == 2 ? call.arguments().get(1) : "";
    if (!how.equals("SHUT_WR") && !how.equals("SHUT_RDWR")) {
      throw unsupported(call, "shutdown() but with SHUT_WR or SHUT_RDWR");
    }
    if (play.end.state() == TcpState.CLOSED || play.end.state() == TcpState.LISTEN) {
      return Result.failed("ENOTCONN");
    }
    play.follow(play.end.call(Instruction.of(io.tarry.tcp.settings.Call.SHUTDOWN)));
    return Result.of(0);
  }

  private static Result setOption(ScriptBranch play, Call call) {
    if (call.arguments().contains("SO_LINGER")) {
      play.linger = call.arguments().stream().anyMatch(each -> LINGER_ZERO.matcher(each).matches());
    }
    return Result.of(call.result().orElse(0));
  }

  private static Result getOption(ScriptBranch play, Call call) {
    if (!call.arguments().contains("SO_ERROR")) {
      return Result.of(call.result().orElse(0)); // sizes of buffers and the like
    }
    String wanted = call.arguments().size() > 3 ? call.arguments().get(3) : "";
    String told = tell(play).error();
    boolean same = wanted.equals(told.isEmpty() ? "[0]" : "[" + told + "]");
    return same ? Result.of(0) : Result.failed(told.isEmpty() ? "no SO_ERROR" : told);
  }

  private int descriptor(Call call) throws PktException {
    try {
      return Integer.parseInt(call.arguments().isEmpty() ? "" : call.arguments().get(0));
    } catch (NumberFormatException e) {
      throw PktException.wrong(
          file, call.place(), call.name() + "() needs the number of a descriptor");
    }
  }

  private PktException unsupported(Call call, String what) {
    return PktException.unsupported(file, call.place(), what);
  }
}
