/** The files of a checkpoint by their paths in its repository. */
export type Checkpoint = ReadonlyMap<string, Buffer>;

/** Collects the files of one checkpoint. */
export class CheckpointWriter {
  readonly files = new Map<string, Buffer>();

  json(path: string, value: unknown): this {
    this.files.set(path, Buffer.from(`${JSON.stringify(value, null, 1)}\n`));
    return this;
  }

  /**
   * A session under each of the names that the manifest's variants ask for: `onnx/NAME.onnx`, `onnx/NAME_q4.onnx` ... The numbers in all
   * of them are float32: a name says what a real checkpoint would have.
   */
  session(name: string, suffixes: readonly string[], bytes: Uint8Array): this {
    for (const suffix of suffixes) this.files.set(`onnx/${name}${suffix}.onnx`, Buffer.from(bytes));
    return this;
  }

  /** The same for a session whose weights lie in a file beside it, `onnx/NAME.onnx_data`; `finish` is given that file's name. */
  sessionApart(
    name: string,
    suffixes: readonly string[],
    finish: (location: string) => { readonly model: Uint8Array; readonly data: Uint8Array },
  ): this {
    for (const suffix of suffixes) {
      const location = `${name}${suffix}.onnx_data`;
      const { model, data } = finish(location);
      this.session(name, [suffix], model).files.set(`onnx/${location}`, Buffer.from(data));
    }
    return this;
  }
}
