package io.tarry.lab;

import io.tarry.wire.SocketAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The kernel's table of the connections that pass a namespace, by a netlink socket. */
final class Conntrack {

  // Linux, include/uapi/linux/netlink.h and netfilter/nfnetlink.h, nfnetlink_conntrack.h
  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW = 3;
  private static final int NETLINK_NETFILTER = 12;
  private static final int DELETE = 1 << 8 | 2; // NFNL_SUBSYS_CTNETLINK, IPCTNL_MSG_CT_DELETE
  private static final int REQUEST_AND_ACK = 0x1 | 0x4; // NLM_F_REQUEST, NLM_F_ACK
  private static final int NESTED = 0x8000;
  private static final int CTA_TUPLE_ORIG = 1;
  private static final int CTA_TUPLE_IP = 1;
  private static final int CTA_IP_V4_SRC = 1;
  private static final int CTA_IP_V4_DST = 2;
  private static final int CTA_TUPLE_PROTO = 2;
  private static final int CTA_PROTO_NUM = 1;
  private static final int CTA_PROTO_SRC_PORT = 2;
  private static final int CTA_PROTO_DST_PORT = 3;

  private static final int HEADERS = 16 + 4;
  private static final int ATTRIBUTE = 4;
  private static final int MESSAGE_MAX = 256;
  private static final int ERROR_AT = 16;

  private Conntrack() {}

  /**
   * Lets the kernel forget the connection that was opened between these two, in the namespace of
   * this thread.
   *
   * @param from who opened it, as it was sent
   */
  static void forget(SocketAddress from, SocketAddress to) throws IOException {
    int socket =
        Libc.need(
            "socket() for netlink",
            Libc.c().socket(AF_NETLINK, SOCK_RAW | Libc.CLOEXEC, NETLINK_NETFILTER));
    try {
      byte[] message = deletion(from, to);
      Libc.need("send() to netlink", (int) Libc.c().send(socket, message, message.length, 0));
      byte[] answer = new byte[MESSAGE_MAX];
      int length = (int) Libc.c().recv(socket, answer, answer.length, 0);
      Libc.need("recv() from netlink", length);
      int error = -ByteBuffer.wrap(answer).order(ByteOrder.nativeOrder()).getInt(ERROR_AT);
      // A connection that it does not know need not be forgotten.
      if (error != 0 && error != Libc.ENOENT) {
        throw new IOException("the kernel forgets no connection: " + Libc.name(error));
      }
    } finally {
      Libc.c().close(socket);
    }
  }

  private static byte[] deletion(SocketAddress from, SocketAddress to) {
    byte[] addresses =
        joined(
            attribute(CTA_IP_V4_SRC, number(from.host(), Integer.BYTES)),
            attribute(CTA_IP_V4_DST, number(to.host(), Integer.BYTES)));
    byte[] ports =
        joined(
            attribute(CTA_PROTO_NUM, number(Libc.IPPROTO_TCP, Byte.BYTES)),
            attribute(CTA_PROTO_SRC_PORT, number(from.port(), Short.BYTES)),
            attribute(CTA_PROTO_DST_PORT, number(to.port(), Short.BYTES)));
    byte[] tuple =
        attribute(
            CTA_TUPLE_ORIG | NESTED,
            joined(
                attribute(CTA_TUPLE_IP | NESTED, addresses),
                attribute(CTA_TUPLE_PROTO | NESTED, ports)));
    ByteBuffer message = ByteBuffer.allocate(HEADERS + tuple.length).order(ByteOrder.nativeOrder());
    message.putInt(message.capacity()).putShort((short) DELETE).putShort((short) REQUEST_AND_ACK);
    message.putInt(1).putInt(0); // its number, and from whom: the kernel knows
    message.put((byte) Libc.AF_INET).put((byte) 0).putShort((short) 0);
    return message.put(tuple).array();
  }

  /** In network byte order. */
  private static byte[] number(int value, int bytes) {
    byte[] all = ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    return Arrays.copyOfRange(all, Integer.BYTES - bytes, Integer.BYTES);
  }

  /** An attribute of netlink, filled up to whole words. */
  private static byte[] attribute(int type, byte... value) {
    int length = ATTRIBUTE + value.length;
    int words = (length + Integer.BYTES - 1) / Integer.BYTES;
    ByteBuffer made = ByteBuffer.allocate(words * Integer.BYTES).order(ByteOrder.nativeOrder());
    return made.putShort((short) length).putShort((short) type).put(value).array();
  }

  private static byte[] joined(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }
}
