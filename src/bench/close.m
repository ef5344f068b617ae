-- "close N" for rumur: N connections, each of which both ends may close at any time over a network
-- that loses, duplicates and delays. The same rules as io.tarry.bench.CloseRules; each is one
-- transition wherever its guard holds, also when it changes nothing.

const
  N: 2; -- the script "compare" puts another number here

type
  Connection: 0 .. N - 1;
  Side: 0 .. 1;
  State: enum { EST, FW1, FW2, CLOSING, TW, CW, LA, CLOSED };
  -- A message of a kind is under way to this end, or none is.
  Endpoint: record state: State; fin: boolean; ack: boolean; rst: boolean; end;

var
  ends: array [Connection] of array [Side] of Endpoint;

procedure takeFin(var me: Endpoint; var peer: Endpoint);
begin
  switch me.state
    case EST: me.state := CW; peer.ack := true;
    case FW1: me.state := CLOSING; peer.ack := true;
    case FW2: me.state := TW; peer.ack := true;
    case CLOSED: peer.rst := true;
    else peer.ack := true;
  end;
end;

procedure takeAck(var me: Endpoint);
begin
  switch me.state
    case FW1: me.state := FW2;
    case CLOSING: me.state := TW;
    case LA: me.state := CLOSED;
  end;
end;

startstate
begin
  for c: Connection do
    for x: Side do
      ends[c][x].state := EST;
      ends[c][x].fin := false;
      ends[c][x].ack := false;
      ends[c][x].rst := false;
    end;
  end;
end;

ruleset c: Connection; x: Side do
  alias me: ends[c][x]; peer: ends[c][1 - x] do
    rule "close" me.state = EST ==> begin me.state := FW1; peer.fin := true; end;
    rule "close after the peer" me.state = CW ==> begin me.state := LA; peer.fin := true; end;
    rule "send the FIN again"
      (me.state = FW1 | me.state = CLOSING | me.state = LA) & !peer.fin
      ==> begin peer.fin := true; end;
    rule "a FIN arrives" me.fin ==> begin me.fin := false; takeFin(me, peer); end;
    rule "a FIN arrives, a copy stays" me.fin ==> begin takeFin(me, peer); end;
    rule "a FIN is lost" me.fin ==> begin me.fin := false; end;
    rule "an ACK arrives" me.ack ==> begin me.ack := false; takeAck(me); end;
    rule "an ACK arrives, a copy stays" me.ack ==> begin takeAck(me); end;
    rule "an ACK is lost" me.ack ==> begin me.ack := false; end;
    rule "a RST arrives" me.rst ==> begin me.rst := false; me.state := CLOSED; end;
    rule "a RST arrives, a copy stays" me.rst ==> begin me.state := CLOSED; end;
    rule "a RST is lost" me.rst ==> begin me.rst := false; end;
    rule "TIME_WAIT ends" me.state = TW ==> begin me.state := CLOSED; end;
  end;
end;
