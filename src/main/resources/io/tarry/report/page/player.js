'use strict';
// What the reader sees and does: one case, one property, one run, one step of it.

(function () {
  var PLAY_MILLIS = 1300;
  var el = function (id) { return document.getElementById(id); };
  if (Tarry.cases.length === 0) { return; }

  var one, property, choices, ownFrom, k, run, standings, near, timer = null;

  function clear(node) { while (node.firstChild) { node.removeChild(node.firstChild); } }

  /** An element with text or other elements in it. Text is text, whatever it holds. */
  function node(name, className, content) {
    var made = document.createElement(name);
    if (className) { made.className = className; }
    [].concat(content === undefined ? [] : content).forEach(function (part) {
      made.appendChild(typeof part === 'string' ? document.createTextNode(part) : part);
    });
    return made;
  }

  function count(number, noun) { return number.toLocaleString('en') + ' ' + noun + (number === 1 ? '' : 's'); }

  function host(at) { return one.hosts[at.host][0] + (at.name ? ' ' + at.name : ''); }

  // ---- Where we are

  function shownRun() { return property.run || []; }

  function address() {
    var own = ownFrom < 0 ? '' : '/' + ownFrom + (choices.length > ownFrom ? '-' + choices.slice(ownFrom).join('.') : '');
    return '#' + one.id + '/' + encodeURIComponent(property.id) + '/' + k + own;
  }

  function find(list, key, value) {
    return list.filter(function (each) { return each[key] === value; })[0];
  }

  /** Steps of the reader's own, as far as they are possible. */
  function possible(start, text) {
    var walked = start.slice();
    var state = 0;
    start.forEach(function (choice) { state = Tarry.edges(one, state)[choice].target; });
    var wanted = text === '' ? [] : text.split('.');
    for (var i = 0; i < wanted.length; i++) {
      var edge = state < 0 ? undefined : Tarry.edges(one, state)[Number(wanted[i])];
      if (!edge || edge.target < 0) { break; }
      walked.push(Number(wanted[i]));
      state = edge.target;
    }
    return walked;
  }

  /** Goes where the address says; false where it says nothing that is here. */
  function read() {
    var parts = location.hash.replace(/^#/, '').split('/');
    var found = parts.length > 1 && find(Tarry.cases, 'id', parts[0]);
    var name;
    try { name = decodeURIComponent(parts[1] || ''); } catch (e) { return false; }
    var asked = found && find(found.properties, 'id', name);
    if (!asked) { return false; }
    one = found;
    choose(asked);
    if (parts[3]) {
      var own = parts[3].split('-');
      ownFrom = Math.min(Math.max(0, Number(own[0]) || 0), choices.length);
      choices = possible(choices.slice(0, ownFrom), own[1] || '');
    }
    k = Math.min(Math.max(0, Number(parts[2]) || 0), choices.length);
    return true;
  }

  function choose(newProperty) {
    property = newProperty;
    choices = shownRun().slice();
    ownFrom = -1;
    k = 0;
    near = one.whole && Tarry.isOfSteps(property) ? Tarry.distances(one, property) : null;
  }

  /** Shows everything anew. */
  function show() {
    run = Tarry.walk(one, choices);
    standings = one.properties.map(function (each) { return Tarry.standing(one, each, run.moments); });
    var broken = standing(property).word === 'broken' && standing(property).at === k;
    el('player').className = one.hosts.length > 2 ? 'wide' : '';
    showChoices();
    showPlace();
    Tarry.ladder(el('ladder'), one, run, k, broken);
    showNow(broken);
    showNext();
    showProperties();
    showSockets();
    showFlight();
    showStates();
    if (location.hash !== address()) { history.replaceState(null, '', address()); }
  }

  function standing(of) { return standings[one.properties.indexOf(of)][k]; }

  function go(step) {
    k = Math.min(Math.max(0, step), choices.length);
    show();
  }

  // ---- What there is to choose

  function fill(select, options, chosen) {
    clear(select);
    options.forEach(function (option, i) {
      var made = node('option', '', option);
      made.value = String(i);
      select.appendChild(made);
    });
    select.selectedIndex = chosen;
  }

  function showChoices() {
    fill(el('case'), Tarry.cases.map(function (each) { return each.name; }), Tarry.cases.indexOf(one));
    fill(el('property'), one.properties.map(function (each) { return each.id + ' (' + each.verdict + ')'; }), one.properties.indexOf(property));
    clear(el('claim'));
    el('claim').appendChild(node('span', 'verdict ' + property.verdict, property.verdict));
    el('claim').appendChild(document.createTextNode(' ' + property.says));
  }

  function showPlace() {
    var slider = el('slider');
    slider.max = String(choices.length);
    slider.value = String(k);
    var tick = one.ticks ? ', t = ' + run.moments[k].tick : '';
    slider.setAttribute('aria-valuetext', 'step ' + k + ' of ' + choices.length + tick);
    el('place').textContent = 'step ' + k + ' of ' + choices.length + tick;
    el('first').disabled = el('previous').disabled = k === 0;
    el('last').disabled = el('next').disabled = k === choices.length;
    el('own').hidden = ownFrom < 0;
    if (ownFrom >= 0) {
      el('own-text').textContent = 'This is your own run' + (ownFrom > 0 ? ' from step ' + (ownFrom + 1) + ' on.' : '.');
      el('back').textContent = shownRun().length > 0 ? 'Back to the run shown' : 'Begin again';
    }
  }

  // ---- What happens

  /** A step in a line: what happens, and where. */
  function headline(step, arrow) {
    if (step.kind === 'TICK') { return 'A tick passes'; }
    if (arrow) {
      var to = one.hosts[arrow.from.peer][0];
      var what = arrow.label + ' from ' + one.hosts[arrow.from.host][0];
      return step.kind === 'LOSE' ? what + ' is lost'
        : what + ' arrives at ' + to + (step.kind === 'DELIVER_COPY' ? ', and a copy stays on its way' : '');
    }
    return (step.at ? host(step.at) + ': ' : '') + step.action;
  }

  function effects(step, sent) {
    var lines = step.changes.map(function (change) {
      return host(change.at) + ': ' + change.from + ' \u2192 ' + change.to;
    });
    sent.forEach(function (arrow) {
      lines.push(one.hosts[arrow.from.host][0] + ' sends ' + arrow.label + (arrow.again ? ' again' : '') + (arrow.how === 'lost' && arrow.endsAt === arrow.sentAt ? ', which is lost' : ''));
    });
    if (step.told) { lines.push('The application is told: ' + step.told); }
    return lines;
  }

  function showNow(broken) {
    var now = el('now');
    clear(now);
    var moment = run.moments[k];
    if (k === 0) {
      now.appendChild(node('h3', '', 'The beginning'));
      now.appendChild(node('p', '', 'Nothing has happened yet.' + (choices.length > 0 ? ' Go on with the right arrow or j.' : '')));
    } else {
      now.appendChild(node('h3', '', 'Step ' + k + ': ' + headline(moment.step, moment.arrives || moment.lost)));
      var lines = effects(moment.step, moment.sent);
      if (lines.length > 0) { now.appendChild(node('ul', 'effects', lines.map(function (line) { return node('li', '', line); }))); }
      now.appendChild(node('p', 'why', [moment.step.why + '. ', node('cite', '', moment.step.source)]));
    }
    if (k > 0 && k === shownRun().length && ownFrom < 0) {
      var loop = property.loop > 0 ? ' And so on from step ' + property.loop + ', again and again.' : '';
      now.appendChild(node('p', 'ending ' + (property.verdict === 'violated' ? 'bad' : 'good'), property.ending + '.' + loop));
    } else if (broken) {
      now.appendChild(node('p', 'ending bad', 'This breaks the property.'));
    }
  }

  // ---- What can happen next

  function way(target) {
    if (!near || target < 0) { return null; }
    return near.distance[target];
  }

  function showNext() {
    var state = run.moments[k].state;
    var list = el('else');
    clear(list);
    var edges = Tarry.edges(one, state);
    // A step more, to have the segments' names.
    edges.forEach(function (edge, i) {
      var next = Tarry.walk(one, choices.slice(0, k).concat([i])).moments[k + 1];
      var onRun = k < choices.length && choices[k] === i;
      var label = headline(edge.step, next.arrives || next.lost);
      var small = effects(edge.step, next.sent).join('; ');
      var item = node('li', onRun ? 'on-run' : '');
      var parts = [node('span', 'what', label)];
      if (small) { parts.push(node('span', 'then', small)); }
      var verdict = outlook(edge);
      if (verdict) { parts.push(verdict); }
      if (edge.target < 0) {
        parts.unshift(node('span', 'visually-hidden', 'Not to be followed in this page: '));
        item.appendChild(node('div', 'beyond', parts));
      } else {
        if (onRun) { parts.push(node('span', 'tag', ownFrom < 0 || k < ownFrom ? 'the run shown' : 'your run')); }
        var button = node('button', '', parts);
        button.type = 'button';
        button.setAttribute('data-choice', String(i));
        button.addEventListener('click', function () { take(i); });
        item.appendChild(button);
      }
      list.appendChild(item);
    });
    if (edges.length === 0) { list.appendChild(node('li', 'nothing', 'Nothing: the run ends here.')); }
    showReach(state);
  }

  /** What a step does to the property that is looked at. */
  function outlook(edge) {
    var sign = edge.step.signs[property.number];
    if (sign === Tarry.goal(property) && Tarry.isOfSteps(property)) {
      return node('span', 'tag ' + (property.kind === 'reachable' ? 'good' : 'bad'), property.kind === 'reachable' ? 'reaches it' : 'breaks the property');
    }
    var steps = way(edge.target);
    if (steps === null || property.verdict === (property.kind === 'reachable' ? 'violated' : 'holds') || property.verdict === 'vacuous' || standing(property).word === 'broken') { return null; }
    if (property.kind === 'reachable') {
      return node('span', 'tag', steps < 0 ? 'not to be reached any more' : count(steps, 'step') + ' left');
    }
    return steps < 0 ? node('span', 'tag good', 'safe from then on') : node('span', 'tag', 'can still break, in ' + count(steps, 'step'));
  }

  function showReach(state) {
    var reach = el('reach');
    clear(reach);
    var add = function (text) { reach.appendChild(document.createTextNode(text)); };
    if (!one.whole) {
      add('This world has ' + count(one.states, 'state') + ', too many for a page: you can see what else could happen, and follow the runs shown.');
      return;
    }
    if (!near) {
      add('No single step breaks this property: it is about whole runs.');
      return;
    }
    var reachable = property.kind === 'reachable';
    var at = standing(property);
    if (at.word === 'broken' || (reachable && at.word === 'kept')) {
      add((reachable ? 'Reached' : 'Broken') + ' in step ' + at.at + '.');
      return;
    }
    var steps = near.distance[state];
    if (steps < 0) {
      add(reachable ? 'From here it cannot be reached any more, whatever happens.'
        : near.distance[0] < 0 ? 'Nothing can break this property: all ' + count(one.states, 'state') + ' were searched.'
          : 'From here nothing can break the property any more, whatever happens.');
      return;
    }
    add(reachable ? 'It can be reached from here in ' + count(steps, 'step') + '. '
      : 'The property can still be broken from here: the shortest way takes ' + count(steps, 'step') + '. ');
    var button = node('button', 'shortest', 'Go the shortest way');
    button.type = 'button';
    button.id = 'shortest';
    button.addEventListener('click', function () { goShortest(); });
    reach.appendChild(button);
  }

  /** The reader's own step. */
  function take(choice) {
    if (k < choices.length && choices[k] === choice) { go(k + 1); return; }
    if (ownFrom < 0 || k < ownFrom) { ownFrom = k; }
    choices = choices.slice(0, k).concat([choice]);
    k++;
    show();
    var first = el('else').querySelector('button');
    if (first) { first.focus({ preventScroll: true }); }
  }

  function goShortest() {
    var start = k;
    var state = run.moments[k].state;
    var walked = choices.slice(0, k);
    for (var left = near.distance[state]; left > 0; left--) {
      var choice = near.via[state];
      walked.push(choice);
      state = Tarry.edges(one, state)[choice].target;
    }
    if (walked.join('.') !== choices.slice(0, walked.length).join('.')) {
      if (ownFrom < 0 || start < ownFrom) { ownFrom = start; }
      choices = walked;
    }
    go(Math.min(start + 1, choices.length));
  }

  // ---- What stands besides

  var STANDINGS = {
    holding: 'holds so far', kept: 'put to the test, and kept, in step ', broken: 'broken in step ',
    pending: 'waits, since step ', unasked: 'has not been asked for yet', unmet: 'not reached yet',
    exchange: 'only what goes round for ever breaks it; such a step was step '
  };

  function standingText(each, at) {
    if (each.kind === 'reachable' && at.word === 'kept') { return 'reached in step ' + at.at; }
    var text = STANDINGS[at.word];
    return / $/.test(text) ? (at.at === k && at.word === 'broken' ? 'has just been broken' : text + at.at) : text;
  }

  function showProperties() {
    clear(el('properties'));
    one.properties.forEach(function (each) {
      var at = standing(each);
      var item = node('li', 'standing ' + at.word + (each === property ? ' chosen' : ''), [
        node('span', 'mark', { broken: '\u2717', kept: '\u2713', pending: '\u2026', exchange: '\u21bb' }[at.word] || '\u00b7'),
        node('span', '', [each.says, node('span', 'stands', standingText(each, at))])
      ]);
      el('properties').appendChild(item);
    });
  }

  var SS = { ESTABLISHED: 'ESTAB', SYN_RECEIVED: 'SYN-RECV' };

  function showSockets() {
    var table = el('sockets');
    clear(table);
    table.appendChild(node('caption', 'visually-hidden', 'Sockets after step ' + k));
    table.appendChild(node('thead', '', node('tr', '', ['Host', 'State', 'Local', 'Peer', 'Timer', 'SND.UNA', 'SND.NXT', 'RCV.NXT'].map(function (name) {
      var head = node('th', '', name);
      head.scope = 'col';
      return head;
    }))));
    var body = node('tbody');
    Tarry.sockets(one, run.moments[k].state).forEach(function (socket) {
      var changed = k > 0 && run.moments[k].step.changes.some(function (change) {
        return change.at.host === socket.at.host && change.at.connection === socket.at.connection;
      });
      var listens = socket.state === 'LISTEN';
      var timer = socket.timer ? '(' + socket.timer.name + ',' + (socket.timer.left < 0 ? 'any time' : count(socket.timer.left, 'tick')) + ',' + socket.timer.again + ')' : '';
      body.appendChild(node('tr', (changed ? 'changed' : '') + (socket.state === 'TIME_WAIT' ? ' wait' : ''), [
        one.hosts[socket.at.host][0], SS[socket.state] || socket.state.replace(/_/g, '-'), socket.local, socket.peer, timer,
        listens ? '' : String(socket.una), listens ? '' : String(socket.nxt), listens ? '' : String(socket.rcv)
      ].map(function (cell) { return node('td', '', cell); })));
    });
    if (!body.firstChild) {
      var none = node('td', '', 'None: every connection is closed.');
      none.colSpan = 8;
      body.appendChild(node('tr', '', none));
    }
    table.appendChild(body);
  }

  function showFlight() {
    clear(el('flight'));
    var lost = 0, copies = 0;
    run.moments.slice(1, k + 1).forEach(function (moment) {
      lost += moment.step.kind === 'LOSE' ? 1 : 0;
      copies += moment.step.kind === 'DELIVER_COPY' ? 1 : 0;
    });
    run.moments[k].flying.forEach(function (each) {
      var arrow = each.arrow;
      el('flight').appendChild(node('li', arrow.kind === 'RST' ? 'rst' : '', [
        node('strong', '', arrow.label), ' from ' + one.hosts[arrow.from.host][0] + (arrow.again ? ', sent again' : '') + (arrow.copy ? ', a copy' : '') +
        (arrow.inside ? ', behind the NAT ' + arrow.inside : '') +
        (one.ticks ? ', for ' + count(each.age, 'tick') + ' of at most ' + one.msl : '')
      ]));
    });
    if (run.moments[k].flying.length === 0) { el('flight').appendChild(node('li', 'nothing', 'Nothing.')); }
    var may = [];
    if (one.lose !== 0) { may.push(one.lose < 0 ? 'lose any segment' : 'lose ' + (one.lose - lost) + ' of ' + count(one.lose, 'segment')); }
    if (one.copies !== 0) { may.push(one.copies < 0 ? 'copy any segment' : 'copy ' + (one.copies - copies) + ' of ' + count(one.copies, 'segment')); }
    if (may.length > 0) { el('flight').appendChild(node('li', 'nothing', 'The network may still ' + may.join(' and ') + '.')); }
  }

  // ---- The state diagram

  function letter(at) { return one.hosts[at.host][0].replace(/^(.).*?(\d*)$/, '$1$2').toUpperCase(); }

  function light(id, className) {
    var group = el(id);
    if (group) { group.setAttribute('class', (group.getAttribute('class') + ' ' + className)); }
    return group;
  }

  function token(group, label, place, hostNumber) {
    var text = group && group.querySelector('text');
    if (!text) { return; }
    var x = Number(text.getAttribute('x')) - 40 + place * 21;
    var y = Number(text.getAttribute('y')) - 17;
    var made = Tarry.make(group, 'g', { 'class': 'token host-' + hostNumber });
    Tarry.make(made, 'rect', { x: x - 10, y: y - 8, width: 20, height: 15, rx: 7 });
    Tarry.make(made, 'text', { x: x, y: y + 3.5, 'text-anchor': 'middle' }, label);
  }

  function showStates() {
    var diagram = el('states');
    [].slice.call(diagram.querySelectorAll('.token')).forEach(function (old) { old.parentNode.removeChild(old); });
    [].slice.call(diagram.querySelectorAll('[id]')).forEach(function (part) {
      part.setAttribute('class', part.id.charAt(0) === 'e' ? 'edge' : 'node');
    });
    var others = [];
    run.moments.slice(1, k + 1).forEach(function (moment, index) {
      moment.step.changes.forEach(function (change) {
        var now = index + 1 === k ? ' now' : '';
        if (!light('e-' + change.from + '-' + change.to, 'taken' + now)) {
          others.push(host(change.at) + ' went from ' + change.from + ' to ' + change.to + ' in step ' + (index + 1));
        }
      });
    });
    var taken = {};
    var put = function (state, at) {
      var id = 's-' + state;
      taken[id] = (taken[id] || 0) + 1;
      token(light(id, 'here'), letter(at), taken[id] - 1, at.host);
    };
    var seen = {};
    Tarry.sockets(one, run.moments[k].state).forEach(function (socket) {
      seen[socket.at.host] = true;
      put(socket.state, socket.at);
    });
    one.hosts.forEach(function (each, i) {
      if (!seen[i]) { put(k > 0 && run.moments.slice(1, k + 1).some(function (m) { return m.step.changes.some(function (c) { return c.at.host === i; }); }) ? 'END' : 'CLOSED', { host: i }); }
    });
    el('states-note').textContent = others.length > 0 ? 'Not in the figure: ' + others.join('; ') + '.' : '';
  }

  // ---- The reader's hand

  function stop() {
    if (timer !== null) { window.clearInterval(timer); }
    timer = null;
    el('play').textContent = 'Play';
    el('play').setAttribute('aria-pressed', 'false');
  }

  function play() {
    if (timer !== null) { stop(); return; }
    if (k === choices.length) { go(0); }
    el('play').textContent = 'Stop';
    el('play').setAttribute('aria-pressed', 'true');
    timer = window.setInterval(function () {
      go(k + 1);
      if (k === choices.length) { stop(); }
    }, PLAY_MILLIS);
  }

  function by(step) { return function () { stop(); go(step()); }; }

  var actions = {
    first: by(function () { return 0; }), previous: by(function () { return k - 1; }),
    next: by(function () { return k + 1; }), last: by(function () { return choices.length; }), play: play
  };
  Object.keys(actions).forEach(function (id) { el(id).addEventListener('click', actions[id]); });
  el('slider').addEventListener('input', function () { stop(); go(Number(el('slider').value)); });
  el('case').addEventListener('change', function () {
    stop();
    one = Tarry.cases[el('case').selectedIndex];
    choose(find(one.properties, 'id', property.id) || one.properties[0]);
    show();
  });
  el('property').addEventListener('change', function () {
    stop();
    choose(one.properties[el('property').selectedIndex]);
    show();
  });
  el('back').addEventListener('click', function () {
    var from = ownFrom;
    stop();
    choose(property);
    go(Math.min(from, choices.length));
  });

  var KEYS = {
    ArrowRight: 'next', j: 'next', ArrowLeft: 'previous', k: 'previous', Home: 'first', End: 'last', p: 'play'
  };
  document.addEventListener('keydown', function (event) {
    var wanted = KEYS[event.key];
    var elsewhere = event.target && /^(SELECT|TEXTAREA)$/.test(event.target.tagName || '');
    if (!wanted || elsewhere || event.ctrlKey || event.altKey || event.metaKey) { return; }
    event.preventDefault();
    actions[wanted]();
  });
  window.addEventListener('hashchange', function () {
    if (location.hash !== address() && read()) {
      stop();
      show();
      if (el('player').scrollIntoView) { el('player').scrollIntoView(); }
    }
  });

  /** The first run that breaks something; else the first run; else whatever is there. */
  function begin() {
    var best = null;
    Tarry.cases.forEach(function (each) {
      each.properties.forEach(function (asked) {
        var worth = asked.run === null ? 0 : asked.verdict === 'violated' ? 2 : 1;
        if (best === null || worth > best.worth) { best = { worth: worth, one: each, property: asked }; }
      });
    });
    one = best.one;
    choose(best.property);
  }

  el('player').hidden = false;
  var told = read();
  if (!told) { begin(); }
  show();
  if (told && el('player').scrollIntoView) { el('player').scrollIntoView(); }
  window.addEventListener('resize', show);
})();
