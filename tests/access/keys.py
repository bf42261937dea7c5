"""Somebody who has a keyboard and no mouse: where they are, and whether one can see it."""

import base64
from dataclasses import dataclass

from playwright.async_api import Page

FRAMES = 3
"""A key moves the focus in the next frame; that frame tells the tree of semantics, which moves the focus of
the browser."""

HERE = """async (frames) => {
  // Flutter asks for a frame while it handles the key, begins it when the browser paints, and ends it in a
  // task after that. Whoever asks after Flutter is served after Flutter, however slow the machine is.
  const task = () => new Promise((done) => setTimeout(done));
  for (let frame = 0; frame < frames; frame++) {
    await task();
    await new Promise((done) => requestAnimationFrame(done));
    await task();
    await task();
  }
  const node = document.activeElement, box = node.getBoundingClientRect();
  const role = node.getAttribute("role") ?? (/INPUT|TEXTAREA/.test(node.tagName) ? "textbox" : "");
  const name = (node.getAttribute("aria-label") ?? node.textContent).trim();
  return [role, name, box.x, box.y, box.width, box.height];
}"""
CHANGED = """async ([before, after]) => {
  const pixels = async (text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const paper = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
    paper.drawImage(picture, 0, 0);
    return paper.getImageData(0, 0, picture.width, picture.height).data;
  };
  const linear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const shares = [0.2126, 0.7152, 0.0722];
  const light = (data, at) =>
    shares.reduce((sum, share, more) => sum + share * linear(data[at + more] / 255), 0.05);
  const [one, other] = [await pixels(before), await pixels(after)];
  const found = [];
  for (let at = 0; at < Math.min(one.length, other.length); at += 4) {
    const [a, b] = [light(one, at), light(other, at)];
    const contrast = Math.max(a, b) / Math.min(a, b);
    if (contrast > 1.15) found.push(contrast);
  }
  found.sort((a, b) => b - a);
  return [found.length, found[Math.floor(found.length / 2)] ?? 1];
}"""
AROUND = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One thing the keyboard comes to."""

    role: str
    name: str
    box: tuple[float, float, float, float]


@dataclass(slots=True)
class Keyboard:
    """The keys of one page."""

    page: Page

    async def here(self) -> Stop:
        """Where the keyboard is, once what was pressed has come to pass."""
        role, name, *box = await self.page.evaluate(HERE, FRAMES)
        return Stop(role=role, name=" ".join(name.split()), box=tuple(box))

    async def press(self, key: str) -> Stop:
        """Press a key, and see where one is then."""
        await self.page.keyboard.press(key)
        return await self.here()

    async def stops(self, most: int = 120) -> list[Stop]:
        """Every place Tab leads to, until it comes to the first again."""
        found: list[Stop] = []
        while len(found) < most:
            stop = await self.press("Tab")
            if found and (stop.role, stop.name) == (found[0].role, found[0].name):
                break
            if not found or stop != found[-1]:
                found.append(stop)
        return found

    async def shown(self, stop: Stop) -> tuple[int, float]:
        """How many pixels tell that the keyboard is here, and their middle contrast to how they are else.

        The keyboard is here now, and has gone on to the next place afterwards.
        """
        after = await self._picture(stop)
        await self.press("Tab")
        before = await self._picture(stop)
        count, contrast = await self.page.evaluate(CHANGED, [before, after])
        return int(count), float(contrast)

    async def _picture(self, stop: Stop) -> str:
        await self.page.wait_for_timeout(250)  # what is painted comes a frame or two later
        left, top, width, height = stop.box
        clip = {"x": max(0, left - AROUND), "y": max(0, top - AROUND)}
        size = {"width": width + 2 * AROUND, "height": height + 2 * AROUND}
        return base64.b64encode(await self.page.screenshot(clip={**clip, **size})).decode()
