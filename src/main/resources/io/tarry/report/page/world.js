'use strict';
// The graphs of the cases, and walks through them. Nothing here draws.

var Tarry = {};

/** What a step is to a property, as the data have it. */
Tarry.SIGNS = { asked: 0, kept: 1, broken: 2 };

(function () {
  var data = JSON.parse(document.getElementById('data').textContent);
  var text = function (number) { return number < 0 ? '' : data.strings[number]; };

  function pairs(flat) {
    var map = {};
    for (var i = 0; i < flat.length; i += 2) { map[flat[i]] = flat[i + 1]; }
    return map;
  }

  function socket(number) {
    if (number < 0) { return null; }
    var row = data.sockets[number];
    return { host: row[0], peer: row[1], connection: row[2], name: text(row[3]) };
  }

  /** A step, in words and numbers. */
  function step(number) {
    var row = data.steps[number];
    var sent = [];
    for (var i = 0; i < row[8].length; i += 2) {
      sent.push({ segment: row[8][i], lostAtOnce: row[8][i + 1] === 1 });
    }
    var changes = [];
    for (var j = 0; j < row[9].length; j += 3) {
      changes.push({ at: socket(row[9][j]), from: text(row[9][j + 1]), to: text(row[9][j + 2]) });
    }
    return {
      kind: text(row[0]), at: socket(row[1]), action: text(row[2]), why: text(row[3]),
      source: text(row[4]), moved: row[5], age: row[6], told: text(row[7]),
      sent: sent, changes: changes, signs: pairs(row[10])
    };
  }

  function sockets(list) {
    return data.lists[list].map(function (number) {
      var row = data.rows[number];
      return {
        at: socket(row[0]), state: text(row[1]), local: text(row[2]), peer: text(row[3]),
        una: row[4], nxt: row[5], rcv: row[6],
        timer: row.length > 7 ? { name: text(row[7]), left: row[8], again: row[9] } : null
      };
    });
  }

  function segment(number, tick) {
    var row = data.segments[number];
    var label = text(row[1]);
    if (row.length > 4) { label += ' TSval=' + (row[4] + Math.floor(tick / row[5])); }
    return { from: socket(row[0]), label: label, inside: text(row[2]), kind: text(row[3]) };
  }

  Tarry.cases = data.cases;
  Tarry.sockets = function (one, state) { return sockets(one.lists[state]); };

  /** The steps that are possible in a state, each with the state that it leads to, or -1. */
  Tarry.edges = function (one, state) {
    var flat = one.edges[state];
    var edges = [];
    for (var i = 0; i < flat.length; i += 2) {
      edges.push({ target: flat[i], step: step(flat[i + 1]) });
    }
    return edges;
  };

  /** A state, and the same steps from it, as a run of so many of them comes to pass. */
  function begin() {
    return { state: 0, tick: 0, step: null, arrives: null, lost: null, sent: [] };
  }

  /**
   * The moments of a run, the beginning first, and all segments of it. Of several equal segments
   * on their way, the one that was sent first is taken.
   */
  Tarry.walk = function (one, choices) {
    var moments = [begin()];
    var arrows = [];
    var flying = [];
    function put(number, age, at, k, fields) {
      var arrow = { number: arrows.length + 1, segment: number, age: age, sentAt: k, endsAt: 0, how: '' };
      var shown = segment(number, fields.tick);
      arrow.from = shown.from;
      arrow.label = shown.label;
      arrow.inside = shown.inside;
      arrow.kind = shown.kind;
      arrow.again = fields.again;
      arrow.copy = fields.copy;
      if (fields.lostAtOnce) {
        arrow.endsAt = k;
        arrow.how = 'lost';
      } else {
        flying.push(arrow);
      }
      arrows.push(arrow);
      return arrow;
    }
    function take(number, age) {
      for (var i = 0; i < flying.length; i++) {
        if (flying[i].segment === number && flying[i].age === age) { return flying.splice(i, 1)[0]; }
      }
      throw new Error('segment ' + number + ' is not on its way');
    }
    choices.forEach(function (choice, index) {
      var k = index + 1;
      var before = moments[index];
      var edge = Tarry.edges(one, before.state)[choice];
      var now = { state: edge.target, tick: before.tick, step: edge.step, arrives: null, lost: null, sent: [] };
      if (edge.step.kind === 'TICK') {
        now.tick++;
        flying.forEach(function (arrow) { arrow.age++; });
      }
      if (edge.step.moved >= 0) {
        var arrow = take(edge.step.moved, edge.step.age);
        arrow.endsAt = k;
        arrow.how = edge.step.kind === 'LOSE' ? 'lost' : 'arrives';
        now[arrow.how] = arrow;
        if (edge.step.kind === 'DELIVER_COPY') {
          var copy = put(arrow.segment, arrow.age, now, arrow.sentAt, { tick: 0, again: arrow.again, copy: true });
          copy.label = arrow.label;
          copy.madeAt = k;
        }
      }
      edge.step.sent.forEach(function (one) {
        now.sent.push(put(one.segment, 0, now, k, {
          tick: now.tick, again: edge.step.kind === 'RETRANSMISSION_TIMEOUT', copy: false,
          lostAtOnce: one.lostAtOnce
        }));
      });
      now.flying = flying.map(function (arrow) { return { arrow: arrow, age: arrow.age }; });
      moments.push(now);
    });
    moments[0].flying = [];
    return { moments: moments, arrows: arrows };
  };

  /** Whether no step leads out of a state. */
  Tarry.isEnd = function (one, state) {
    var flat = one.edges[state];
    for (var i = 0; i < flat.length; i += 2) {
      if (flat[i] !== state) { return false; }
    }
    return true;
  };

  /** Where a property stands after each moment: a word, and the moment that decided it. */
  Tarry.standing = function (one, property, moments) {
    var signs = Tarry.SIGNS;
    var standing = { word: { leads_to: 'unasked', always_eventually: 'pending', reachable: 'unmet' }[property.kind] || 'holding', at: 0 };
    var all = [];
    moments.forEach(function (moment, k) {
      var sign = (k === 0 ? pairs(one.beginning) : moment.step.signs)[property.number];
      var end = moment.state >= 0 && Tarry.isEnd(one, moment.state);
      if (end && property.kind === 'no_stuck_state') {
        sign = pairs(one.ends[moment.state] || [])[property.number];
      }
      if (standing.word !== 'broken') {
        if (sign === signs.broken) {
          standing = { word: 'broken', at: k };
        } else if (sign === signs.kept && (property.kind !== 'leads_to' || standing.word !== 'unasked')) {
          standing = { word: 'kept', at: k };
        } else if (sign === signs.asked && standing.word !== 'pending') {
          standing = { word: property.kind === 'leads_to' ? 'pending' : 'exchange', at: k };
        } else if (property.kind === 'always_eventually') {
          standing = { word: standing.word === 'kept' ? 'pending' : standing.word, at: standing.word === 'kept' ? k : standing.at };
        }
        if (end && standing.word === 'pending') { standing = { word: 'broken', at: k }; }
      }
      all.push(standing);
    });
    return all;
  };

  /** What a reader looks for: a step or an end that breaks the property, or reaches what it says. */
  Tarry.goal = function (property) {
    return property.kind === 'reachable' ? Tarry.SIGNS.kept : Tarry.SIGNS.broken;
  };

  /** Whether single steps or ends decide it, so that {@link Tarry.distances} means something. */
  Tarry.isOfSteps = function (property) {
    return property.kind === 'always' || property.kind === 'reachable' || property.kind === 'no_stuck_state';
  };

  /**
   * How many steps it is from each state of a whole graph to what the reader looks for, and which
   * step to take; -1 from where there is no way.
   */
  Tarry.distances = function (one, property) {
    var goal = Tarry.goal(property);
    var distance = one.lists.map(function () { return -1; });
    var via = one.lists.map(function () { return -1; });
    var into = one.lists.map(function () { return []; });
    var queue = [];
    one.edges.forEach(function (flat, state) {
      var ends = one.ends[state];
      if (ends && pairs(ends)[property.number] === goal) {
        distance[state] = 0;
        queue.unshift(state);
      }
      for (var i = 0; i < flat.length; i += 2) {
        into[flat[i]].push([state, i / 2]);
        if (distance[state] < 0 && pairs(data.steps[flat[i + 1]][10])[property.number] === goal) {
          distance[state] = 1;
          via[state] = i / 2;
          queue.push(state);
        }
      }
    });
    // Those at distance 0, if there are such, come first in the queue, then those at 1.
    for (var next = 0; next < queue.length; next++) {
      var state = queue[next];
      into[state].forEach(function (edge) {
        if (distance[edge[0]] < 0) {
          distance[edge[0]] = distance[state] + 1;
          via[edge[0]] = edge[1];
          queue.push(edge[0]);
        }
      });
    }
    return { distance: distance, via: via };
  };
})();
