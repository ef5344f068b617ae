'use strict';
// Draws a run, as far as it has come, as a ladder.

(function () {
  var NS = 'http://www.w3.org/2000/svg';
  var NARROW = 480;
  var CHARACTER = 6;

  function make(parent, name, attributes, content) {
    var node = document.createElementNS(NS, name);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    if (content !== undefined) { node.textContent = content; }
    parent.appendChild(node);
    return node;
  }
  Tarry.make = make;

  /** Where everything of a run is from top to bottom. */
  function rows(moments) {
    var y = 74;
    return moments.map(function (moment, k) {
      if (k === 0) { return { top: y, send: y, box: y, bottom: y }; }
      var step = moment.step;
      if (step.kind === 'TICK') {
        y += 24;
        return { top: y, send: y, box: y, bottom: y };
      }
      y += 30;
      var row = { top: y };
      row.send = y + (moment.sent.length === 0 ? 0 : moment.arrives ? 15 : 21);
      y = row.send + Math.max(0, moment.sent.length - 1) * 16;
      row.box = y + 18;
      y += step.changes.length > 0 ? 18 : 0;
      row.told = y + 16;
      y += step.told ? 14 : 0;
      row.bottom = y;
      return row;
    });
  }

  /** How far the outer lifelines are from the edges. */
  function edge(one, room) {
    var names = one.lists.length > 0 && Tarry.sockets(one, one.lists.length - 1).concat(Tarry.sockets(one, 0)).some(function (socket) { return socket.at.name; });
    return room < NARROW ? (names ? 72 : 54) : 80;
  }

  /** As much of a small text as there is room for. */
  function shortened(text, room) {
    var most = Math.floor(room / 5.2);
    return text.length <= most ? text : text.slice(0, most - 1) + '\u2026';
  }

  function widthOf(one, run, room) {
    var longest = run.arrows.reduce(function (most, arrow) { return Math.max(most, words(arrow).length); }, 0);
    var hosts = one.hosts.length;
    return Math.max(room, 2 * edge(one, room) + (hosts - 1) * Math.max(190, longest * CHARACTER + (room < NARROW ? 30 : 60)));
  }

  function words(arrow) {
    return arrow.label + (arrow.again ? ' (again)' : '') + (arrow.copy ? ' (copy)' : '');
  }

  /** An arrow, from where it was sent to where it ended or is now. */
  function flight(svg, arrow, place, k, x, rows) {
    var ended = arrow.endsAt > 0 && arrow.endsAt <= k;
    var y1 = rows[arrow.sentAt].send + 16 * place;
    var x1 = x(arrow.from.host);
    var x2 = x(arrow.from.peer);
    var kind = arrow.kind === 'RST' ? ' rst' : '';
    var y2 = rows[ended ? arrow.endsAt : k].top;
    if (y2 <= y1) { y2 = y1 + 12; }
    var group = make(svg, 'g', { 'class': 'arrow' + kind + (ended ? ' ' + arrow.how : ' flying') + (arrow.copy ? ' copy' : '') });
    if (!ended || arrow.how === 'lost') {
      x2 = x1 + (x2 - x1) * 0.62;
      if (!ended && arrow.sentAt === k) { y2 = y1 + 14; }
    }
    make(group, 'line', { x1: x1, y1: y1, x2: x2, y2: y2 });
    if (ended && arrow.how === 'lost') {
      make(group, 'path', { d: 'M' + (x2 - 6) + ',' + (y2 - 6) + 'l12,12m0,-12l-12,12', 'class': 'cross' });
    } else {
      var angle = Math.atan2(y2 - y1, x2 - x1) * 180 / Math.PI;
      make(group, 'path', { d: 'M0,0l-9,-4v8z', 'class': 'head', transform: 'translate(' + x2 + ',' + y2 + ') rotate(' + angle.toFixed(1) + ')' });
    }
    if (!arrow.copy) {
      var right = x(arrow.from.peer) > x1;
      make(group, 'text', { x: x1 + (right ? 12 : -12), y: y1 - 4, 'text-anchor': right ? 'start' : 'end' }, words(arrow));
    }
  }

  /** How long each socket has been in TIME_WAIT, as spans of rows. */
  function waits(moments, k) {
    var open = {};
    var spans = [];
    for (var i = 1; i <= k; i++) {
      moments[i].step.changes.forEach(function (change) {
        var key = change.at.host + '/' + change.at.connection;
        if (change.from === 'TIME_WAIT' && open[key]) { open[key].to = i; delete open[key]; }
        if (change.to === 'TIME_WAIT') { open[key] = { host: change.at.host, from: i, to: 0 }; spans.push(open[key]); }
      });
    }
    return spans;
  }

  function box(svg, x, y, label, look) {
    var width = Math.max(92, label.length * 6.6 + 14);
    make(svg, 'rect', { x: x - width / 2, y: y - 9, width: width, height: 18, rx: 5, 'class': 'box ' + look });
    make(svg, 'text', { x: x, y: y + 3.8, 'text-anchor': 'middle', 'class': 'box-text ' + look }, label);
  }

  function look(state) {
    return state === 'TIME_WAIT' ? 'wait' : state === 'CLOSED' || state === 'LISTEN' ? 'none' : 'open';
  }

  /** The states in which the sockets of each host begin. */
  function beginnings(one) {
    var states = one.hosts.map(function () { return []; });
    Tarry.sockets(one, 0).forEach(function (socket) { states[socket.at.host].push(socket.state); });
    return states.map(function (all) { return all[0] || 'CLOSED'; });
  }

  /**
   * Draws the run as it is after {@code k} steps.
   *
   * @param broken whether its last step breaks the property that is looked at
   */
  Tarry.ladder = function (parent, one, run, k, broken) {
    var moments = run.moments;
    var at = rows(moments.slice(0, k + 1));
    var room = Math.max(300, parent.clientWidth - 4);
    var side = edge(one, room);
    var width = widthOf(one, run, room);
    var height = at[k].bottom + 44;
    var apart = (width - 2 * side) / (one.hosts.length - 1);
    var x = function (host) { return side + host * apart; };
    while (parent.firstChild) { parent.removeChild(parent.firstChild); }
    var svg = make(parent, 'svg', { viewBox: '0 0 ' + width + ' ' + height, width: width, height: height, role: 'img', 'aria-label': 'The run so far: ' + k + (k === 1 ? ' step' : ' steps') });
    one.hosts.forEach(function (host, i) {
      make(svg, 'line', { x1: x(i), y1: 40, x2: x(i), y2: height - 6, 'class': 'life' });
    });
    waits(moments, k).forEach(function (span) {
      var from = at[span.from].box;
      make(svg, 'rect', { x: x(span.host) - 9, y: from, width: 18, height: (span.to ? at[span.to].top : height - 8) - from, 'class': 'wait-span' });
    });
    for (var i = 1; i <= k; i++) {
      if (moments[i].step.kind === 'TICK') {
        make(svg, 'line', { x1: 4, y1: at[i].top, x2: width - 4, y2: at[i].top, 'class': 'tick' });
        make(svg, 'text', { x: width / 2, y: at[i].top - 3, 'text-anchor': 'middle', 'class': 'tick-text' }, 't = ' + moments[i].tick);
      }
    }
    if (k > 0) {
      make(svg, 'rect', { x: 2, y: at[k].top - 16, width: width - 4, height: at[k].bottom - at[k].top + 32, rx: 6, 'class': 'current' + (broken ? ' bad' : '') });
    }
    run.arrows.forEach(function (arrow) {
      var shownFrom = arrow.madeAt || arrow.sentAt;
      if (shownFrom <= k) {
        var place = Math.max(0, moments[arrow.sentAt].sent.indexOf(arrow));
        flight(svg, arrow, place, k, x, at);
      }
    });
    var states = beginnings(one);
    one.hosts.forEach(function (host, i) {
      make(svg, 'rect', { x: x(i) - side + 4, y: 2, width: 2 * side - 8, height: 36, rx: 7, 'class': 'host' });
      make(svg, 'text', { x: x(i), y: 17, 'text-anchor': 'middle', 'class': 'host-name' }, host[0]);
      make(svg, 'text', { x: x(i), y: 31, 'text-anchor': 'middle', 'class': 'host-detail' }, shortened(host[1], 2 * side - 12));
      box(svg, x(i), 56, states[i], look(states[i]));
    });
    for (var j = 1; j <= k; j++) {
      var step = moments[j].step;
      if (step.at && !moments[j].arrives) {
        var inward = step.at.peer > step.at.host ? 1 : -1;
        make(svg, 'circle', { cx: x(step.at.host), cy: at[j].top, r: 4, 'class': 'event' });
        make(svg, 'text', { x: x(step.at.host) + 11 * inward, y: at[j].top + 3, 'text-anchor': inward > 0 ? 'start' : 'end', 'class': 'event-text' }, step.action);
      }
      if (step.at && step.told) {
        var to = step.at.peer > step.at.host ? 1 : -1;
        make(svg, 'text', { x: x(step.at.host) + 11 * to, y: at[j].told + (step.changes.length > 0 ? 8 : 0), 'text-anchor': to > 0 ? 'start' : 'end', 'class': 'event-text told' }, 'told: ' + step.told);
      }
      step.changes.forEach(function (change, n) {
        box(svg, x(change.at.host), at[j].box + n * 2, (change.at.name ? change.at.name + ' ' : '') + change.to, look(change.to) + (broken && j === k ? ' bad' : ''));
      });
    }
    parent.scrollTop = height;
  };
})();
