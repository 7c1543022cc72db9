import { expect, type Locator, type Page } from '@playwright/test';
import { iou, parseCoordinateText, type Box, type Span } from '../../src/core/index.ts';

/** The app as a person uses it. */
export class App {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the page and waits until it can be used; `device` is chosen in the device menu's stored setting. */
  async start(options: { url?: string; device?: 'wasm' | 'wasm-threads' | 'webgpu' } = {}): Promise<void> {
    if (options.device) {
      await this.page.addInitScript((devicePreference) => {
        localStorage.setItem(
          'whereabouts.settings',
          JSON.stringify({ state: { theme: 'light', devicePreference }, version: 1 }),
        );
      }, options.device);
    }
    await this.page.goto(options.url ?? './');
    await expect(this.page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  }

  /** Opens a file with the picker. */
  async open(file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    await this.page.locator('input[type=file]').first().setInputFiles(file);
  }

  /** Opens the sample of the child and the teddy bear from the first page. */
  async openSample(): Promise<void> {
    await this.page
      .getByRole('button', { name: /teddy bear/i })
      .first()
      .click();
    await expect(this.composer).toBeEnabled();
    await this.clear();
  }

  /** Takes away the answers that a sample comes with. */
  async clear(): Promise<void> {
    await this.page.getByRole('button', { name: 'Clear' }).click();
    await expect(this.turns).toHaveCount(0);
  }

  /** Drops a file on the window. */
  async drop(name: string, type: string, bytes: Buffer): Promise<void> {
    const transfer = await this.page.evaluateHandle(
      ({ name, type, base64 }) => {
        const data = new DataTransfer();
        data.items.add(new File([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], name, { type }));
        return data;
      },
      { name, type, base64: bytes.toString('base64') },
    );
    for (const event of ['dragenter', 'dragover', 'drop'])
      await this.page.dispatchEvent('body', event, { dataTransfer: transfer });
  }

  get composer(): Locator {
    return this.page.getByRole('textbox', { name: /ask/i });
  }

  /** The list of questions and answers, newest last. */
  get turns(): Locator {
    return this.page.getByTestId('turn');
  }

  /** Waits until a picture is on the stage. */
  async opened(name: string | RegExp): Promise<void> {
    await expect(this.page.getByText(name).first()).toBeVisible();
    // The name is to be read while it is being opened, too.
    await expect(this.page.getByRole('progressbar', { name: /^(Opening|Converting) / })).toHaveCount(0);
    await expect(this.composer).toBeEnabled();
  }

  /** Types a question and sends it, without waiting for the answer. */
  async send(question: string): Promise<Locator> {
    const before = await this.turns.count();
    await this.composer.fill(question);
    await this.composer.press('Enter');
    await expect(this.turns).toHaveCount(before + 1);
    // By its place: `last()` would become another turn with the next question.
    return this.turns.nth(before);
  }

  /** Asks and waits for the end of the turn. */
  async ask(question: string, timeout = 60_000): Promise<Locator> {
    const turn = await this.send(question);
    await expect(turn).toHaveAttribute('data-status', /done|failed|stopped/, { timeout });
    return turn;
  }

  /** The times of a finished turn in seconds, read from the coordinate text in its details. */
  async spans(turn: Locator, duration: number): Promise<Span[]> {
    const text = (await turn.getByTestId('coordinate-text').textContent()) ?? '';
    return parseCoordinateText(text).flatMap((token): Span[] =>
      token.type === 'time' ? [[token.start * duration, token.end * duration]] : [],
    );
  }

  /** The boxes of a finished turn, read from the coordinate text in its details as a person would. */
  async boxes(turn: Locator): Promise<Box[]> {
    const text = (await turn.getByTestId('coordinate-text').textContent()) ?? '';
    return parseCoordinateText(text).flatMap((token) => (token.type === 'box' ? [token.box] : []));
  }
}

/** The best overlap of each true box with any of the found ones. */
export function overlaps(truth: readonly Box[], found: readonly Box[]): number[] {
  return truth.map((t) => Math.max(0, ...found.map((f) => iou(t, f))));
}
