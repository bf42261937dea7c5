// Listens to what Flutter tells its renderer to draw, so that a test knows where every letter stands and what
// cuts it off. It works with the CanvasKit renderer, whose calls go through JavaScript; the other one, which
// people mostly get, is compiled from the same engine and lays letters out in the same way.
(() => {
  let settings;
  Object.defineProperty(window, "flet", {
    configurable: true,
    get: () => settings,
    set: (given) => { given.webRenderer = "canvaskit"; settings = given; },
  });
  let kit;
  Object.defineProperty(window, "flutterCanvasKit", {
    configurable: true,
    get: () => kit,
    set: (given) => { kit = given; listen(kit); },
  });

  const drawn = (window.setuDrawn = { letters: [], frame: 0, when: 0 });

  function listen(kit) {
    const written = new WeakMap(), paragraphs = new WeakMap();  // a builder, and the paragraph it built
    const kept = new WeakMap();      // what a canvas or a picture holds
    const canvases = new WeakMap();  // the canvas on which a recorder records
    const clips = new WeakMap();     // by canvas: what is let through, for each level that was saved
    const cutting = (canvas) => clips.get(canvas)?.[canvas.getSaveCount()] ?? EVERYWHERE;
    const cut = (canvas, bounds) => {
      const levels = clips.get(canvas) ?? clips.set(canvas, []).get(canvas);
      levels[canvas.getSaveCount()] = within(moved(bounds, canvas.getTotalMatrix()), cutting(canvas));
    };

    const change = (kind, name, make) => {
      const before = kit[kind].prototype[name];
      kit[kind].prototype[name] = make(before);
    };
    const builder = (one) => written.get(one) ?? written.set(one, { text: "", sizes: [], spacings: [] }).get(one);

    change("ParagraphBuilder", "addText", (before) => function (text) {
      builder(this).text += text;
      return before.call(this, text);
    });
    const styled = (before) => function (style, ...more) {
      const found = builder(this);
      if (style.fontSize > 0) found.sizes.push(style.fontSize);
      if (style.letterSpacing) found.spacings.push(style.letterSpacing);
      return before.call(this, style, ...more);
    };
    change("ParagraphBuilder", "pushStyle", styled);
    change("ParagraphBuilder", "pushPaintStyle", styled);
    change("ParagraphBuilder", "build", (before) => function () {
      const paragraph = before.call(this);
      paragraphs.set(paragraph, builder(this));
      return paragraph;
    });

    change("PictureRecorder", "beginRecording", (before) => function (...given) {
      const canvas = before.apply(this, given);
      kept.set(canvas, []);
      canvases.set(this, canvas);
      return canvas;
    });
    change("PictureRecorder", "finishRecordingAsPicture", (before) => function () {
      const picture = before.call(this);
      kept.set(picture, kept.get(canvases.get(this)) ?? []);
      return picture;
    });

    for (const name of ["save", "saveLayer", "saveLayerPaint"]) {
      change("Canvas", name, (before) => function (...given) {
        const clip = cutting(this), count = before.apply(this, given);
        (clips.get(this) ?? clips.set(this, []).get(this))[this.getSaveCount()] = clip;
        return count;
      });
    }
    const bounded = { clipRect: (rect) => rect, clipRRect: (rect) => rect, clipPath: (path) => path.getBounds() };
    for (const [name, bounds] of Object.entries(bounded)) {
      change("Canvas", name, (before) => function (shape, how, ...more) {
        if (how === kit.ClipOp.Intersect) cut(this, bounds(shape));
        return before.call(this, shape, how, ...more);
      });
    }
    change("Canvas", "clear", (before) => function (...given) {
      if (!kept.has(this)) drawn.letters = [];
      return before.apply(this, given);
    });
    change("Canvas", "drawParagraph", (before) => function (paragraph, x, y) {
      const { text, sizes, spacings } = paragraphs.get(paragraph) ?? { text: "", sizes: [], spacings: [] };
      const size = Math.max(0, ...sizes);
      const lines = text.trim() ? paragraph.getLineMetrics() : [];
      const place = this.getTotalMatrix(), clip = cutting(this);
      const letters = lines.map((line) => ({
        text, size, spacing: Math.max(0, ...spacings.map(Math.abs)),
        line: text.slice(line.startIndex, line.endIndex),
        high: line.ascent + line.descent,
        box: moved([x + line.left, y + line.baseline - line.ascent, x + line.left + line.width,
                    y + line.baseline + line.descent], place),
        base: moved([0, y + line.baseline, 0, y + line.baseline], place)[1],
        last: line === lines[lines.length - 1],
        cut: line === lines[lines.length - 1] && paragraph.didExceedMaxLines(),
        clip,
      }));
      keep(this, letters);
      return before.call(this, paragraph, x, y);
    });
    change("Canvas", "drawPicture", (before) => function (picture) {
      const place = this.getTotalMatrix(), clip = cutting(this);
      keep(this, (kept.get(picture) ?? []).map((letter) => ({
        ...letter,
        box: moved(letter.box, place),
        base: moved([0, letter.base, 0, letter.base], place)[1],
        clip: within(moved(letter.clip, place), clip),
      })));
      return before.call(this, picture);
    });

    function keep(canvas, letters) {
      if (kept.has(canvas)) {
        kept.get(canvas).push(...letters);
      } else {
        drawn.letters.push(...letters);
        drawn.frame += 1;
        drawn.when = performance.now();
      }
    }
  }

  const EVERYWHERE = [-1e6, -1e6, 1e6, 1e6];
  // What of one box lies in another; where nothing does, the side of the other that hides it.
  const within = (inner, outer) =>
    inner.map((edge, side) => Math.min(Math.max(edge, outer[side % 2]), outer[(side % 2) + 2]));
  function moved([left, top, right, bottom], m) {
    const xs = [], ys = [];
    for (const [x, y] of [[left, top], [right, top], [left, bottom], [right, bottom]]) {
      xs.push(m[0] * x + m[1] * y + m[2]);
      ys.push(m[3] * x + m[4] * y + m[5]);
    }
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  }
})();
