/** AssemblyScript compiled to wasm while the app is built (`tools/kernel`), with memory of its own. */
declare module '*?kernel' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}

/** With memory that is imported as `env.memory`: of one thread, or shared; with fused multiply-add, or without. */
declare module '*?kernel-imported' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
declare module '*?kernel-imported-fused' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
declare module '*?kernel-shared' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
declare module '*?kernel-shared-fused' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
