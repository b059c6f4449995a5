'use strict';
// Structures in three dimensions on a canvas: far sticks first, each a tube with an edge and a gleam, paler the farther away.
(() => {
  const SHADES = 24, FAR = 0.62, EYE = 4.5;

  const multiply = (a, b) => [0, 1, 2].map(i => [0, 1, 2].map(j => a[i][0] * b[0][j] + a[i][1] * b[1][j] + a[i][2] * b[2][j]));
  const turnX = angle => [[1, 0, 0], [0, Math.cos(angle), -Math.sin(angle)], [0, Math.sin(angle), Math.cos(angle)]];
  const turnY = angle => [[Math.cos(angle), 0, Math.sin(angle)], [0, 1, 0], [-Math.sin(angle), 0, Math.cos(angle)]];
  const mix = (a, b, part) => a.map((x, i) => x + (b[i] - x) * part);
  const css = color => `rgb(${color.map(Math.round).join(',')})`;

  // Colours come from the style sheet, so that they follow its light or dark scheme.
  function rgb(name) {
    const code = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
    return [1, 3, 5].map(i => parseInt(code.slice(i, i + 2), 16));
  }

  function palette(names) {
    const page = rgb('card'), dark = page[0] < 128;
    return new Map(names.map(name => {
      const full = rgb(name);
      const shades = Array.from({ length: SHADES }, (_, i) => mix(full, page, FAR * (1 - i / (SHADES - 1))));
      return [name, {
        main: shades.map(css),
        edge: shades.map(c => css(mix(c, dark ? page : [0, 0, 0], dark ? 0.75 : 0.45))),
        gleam: shades.map(c => css(mix(c, [255, 255, 255], 0.45))),
      }];
    }));
  }

  class View {
    constructor(element) {
      this.scene = JSON.parse(element.querySelector('script[type="application/json"]').textContent);
      this.names = [...new Set(this.scene.shapes.flatMap(shape => [shape.color, ...shape.balls.map(ball => ball.color)]))];
      this.boxes = [...element.querySelectorAll('input[data-group]')];
      this.canvas = document.createElement('canvas');
      this.canvas.tabIndex = 0;
      this.canvas.setAttribute('role', 'img');
      this.canvas.setAttribute('aria-label', `${element.dataset.title}: structures in three dimensions. Arrow keys turn, plus and minus enlarge, 0 starts again.`);
      this.canvas.title = 'Drag or arrow keys: turn. Plus and minus, pinch, or wheel after a click: enlarge. Double click or 0: start again.';
      element.querySelector('.stage').replaceChildren(this.canvas);
      this.pointers = new Map();
      this.reset();
      this.listen();
      this.draw();
    }

    reset() {
      this.rotation = [[1, 0, 0], [0, 1, 0], [0, 0, 1]];
      this.zoom = 1;
    }

    turn(across, down) {
      this.rotation = multiply(turnX(down), multiply(turnY(across), this.rotation));
      this.ask();
    }

    enlarge(factor) {
      this.zoom = Math.min(8, Math.max(0.4, this.zoom * factor));
      this.ask();
    }

    listen() {
      const canvas = this.canvas;
      canvas.addEventListener('pointerdown', event => {
        this.pointers.set(event.pointerId, event);
        canvas.setPointerCapture(event.pointerId);
      });
      for (const end of ['pointerup', 'pointercancel']) canvas.addEventListener(end, event => this.pointers.delete(event.pointerId));
      canvas.addEventListener('pointermove', event => this.move(event));
      canvas.addEventListener('wheel', event => {
        // A wheel that passes over the picture scrolls the page, unless the picture was chosen.
        if (document.activeElement !== canvas && !event.ctrlKey) return;
        event.preventDefault();
        this.enlarge(Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)));
      }, { passive: false });
      canvas.addEventListener('dblclick', () => { this.reset(); this.ask(); });
      canvas.addEventListener('keydown', event => this.press(event));
      this.boxes.forEach(box => box.addEventListener('change', () => this.ask()));
      new ResizeObserver(() => this.ask()).observe(canvas);
      matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { this.colors = null; this.ask(); });
    }

    move(event) {
      const last = this.pointers.get(event.pointerId);
      if (!last) return;
      this.pointers.set(event.pointerId, event);
      const speed = 6 / this.canvas.clientWidth;
      const share = 1 / this.pointers.size;
      const other = [...this.pointers.values()].find(pointer => pointer.pointerId !== event.pointerId);
      if (other) {
        const distance = pointer => Math.hypot(pointer.clientX - other.clientX, pointer.clientY - other.clientY);
        this.enlarge(distance(event) / Math.max(1, distance(last)));
      }
      this.turn((event.clientX - last.clientX) * speed * share, (event.clientY - last.clientY) * speed * share);
    }

    press(event) {
      const step = Math.PI / 24;
      const actions = {
        ArrowLeft: () => this.turn(-step, 0), ArrowRight: () => this.turn(step, 0), ArrowUp: () => this.turn(0, -step), ArrowDown: () => this.turn(0, step),
        '+': () => this.enlarge(1.15), '=': () => this.enlarge(1.15), '-': () => this.enlarge(1 / 1.15), 0: () => { this.reset(); this.ask(); },
      };
      if (!actions[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      actions[event.key]();
    }

    // Drawn at most once a frame of the screen.
    ask() {
      if (this.asked) return;
      this.asked = true;
      requestAnimationFrame(() => { this.asked = false; this.draw(); });
    }

    pieces(side) {
      const shown = new Set(this.boxes.filter(box => box.checked).map(box => Number(box.dataset.group)));
      const { radius } = this.scene, scale = side / (2.02 * radius) * this.zoom, r = this.rotation, pieces = [];
      for (const shape of this.scene.shapes) {
        if (!shown.has(shape.group)) continue;
        const points = [];
        for (let i = 0; i < shape.points.length; i += 3) {
          const [x, y, z] = r.map(row => row[0] * shape.points[i] + row[1] * shape.points[i + 1] + row[2] * shape.points[i + 2]);
          const near = scale * EYE * radius / (EYE * radius - z);
          points.push({ x: side / 2 + x * near, y: side / 2 - y * near, z, near });
        }
        for (let i = 0; i < shape.sticks.length; i += 2) {
          const a = points[shape.sticks[i]], b = points[shape.sticks[i + 1]];
          pieces.push({ a, b, z: (a.z + b.z) / 2, width: Math.max(1, shape.thickness * (a.near + b.near) / 2), color: shape.color, faint: shape.faint });
        }
        for (const ball of shape.balls) {
          const a = points[ball.point];
          pieces.push({ a, z: a.z + 0.5 * ball.radius, width: ball.radius * a.near, color: ball.color });
        }
      }
      return pieces.sort((p, q) => p.z - q.z);
    }

    draw() {
      const side = this.canvas.clientWidth, dots = window.devicePixelRatio || 1, pen = this.canvas.getContext('2d');
      if (!side) return;
      this.canvas.width = this.canvas.height = Math.round(side * dots);
      pen.scale(dots, dots);
      this.colors ??= palette(this.names);
      for (const piece of this.pieces(side)) {
        const shade = Math.max(0, Math.min(SHADES - 1, Math.round((piece.z / this.scene.radius + 1) / 2 * (SHADES - 1))));
        const color = this.colors.get(piece.color);
        if (piece.b) this.stick(pen, piece, color, shade);
        else this.ball(pen, piece, color, shade);
      }
    }

    stick(pen, { a, b, width, faint }, color, shade) {
      const line = (style, thickness, cap, shift = 0) => {
        pen.strokeStyle = style;
        pen.lineWidth = thickness;
        pen.lineCap = cap;
        pen.beginPath();
        pen.moveTo(a.x - shift, a.y - shift);
        pen.lineTo(b.x - shift, b.y - shift);
        pen.stroke();
      };
      if (faint) {
        pen.globalAlpha = 0.42;
        line(color.main[shade], width, 'butt');
        pen.globalAlpha = 1;
        return;
      }
      line(color.edge[shade], width + 2, 'butt');
      line(color.main[shade], width, 'round');
      if (width > 4) line(color.gleam[shade], width * 0.28, 'round', width * 0.16);
    }

    ball(pen, { a, width }, color, shade) {
      const light = pen.createRadialGradient(a.x - width * 0.35, a.y - width * 0.35, width * 0.1, a.x, a.y, width);
      light.addColorStop(0, color.gleam[shade]);
      light.addColorStop(0.6, color.main[shade]);
      light.addColorStop(1, color.edge[shade]);
      pen.fillStyle = light;
      pen.beginPath();
      pen.arc(a.x, a.y, width, 0, 2 * Math.PI);
      pen.fill();
    }
  }

  document.querySelectorAll('.structure').forEach(element => new View(element));
})();
