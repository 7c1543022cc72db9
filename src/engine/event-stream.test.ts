import { describe, expect, it, vi } from 'vitest';
import { EventStream } from './event-stream.ts';

describe('EventStream', () => {
  it('keeps order between items pushed before and after reading', async () => {
    const stream = new EventStream<number>();
    stream.push(1);
    const reading = Promise.all([stream.next(), stream.next(), stream.next(), stream.next()]);
    stream.push(2);
    stream.push(3);
    stream.end();
    stream.push(4);
    expect((await reading).map((r) => (r.done ? 'end' : r.value))).toEqual([1, 2, 3, 'end']);
  });

  it('can be read after its end', async () => {
    const stream = new EventStream<number>();
    stream.push(1);
    stream.end();
    const seen = [];
    for await (const item of stream) seen.push(item);
    expect(seen).toEqual([1]);
  });

  it('tells when the reader leaves early, once, and not at the end', async () => {
    const left = vi.fn<() => void>();
    const stream = new EventStream<number>(left);
    stream.push(1);
    for await (const _ of stream) break;
    await stream.return();
    expect(left).toHaveBeenCalledTimes(1);
    expect(await stream.next()).toEqual({ value: undefined, done: true });

    const whole = new EventStream<number>(left);
    whole.end();
    await whole.return();
    expect(left).toHaveBeenCalledTimes(1);
  });

  it('throws what it is told to throw', async () => {
    await expect(new EventStream().throw(new Error('x'))).rejects.toThrow('x');
  });
});
