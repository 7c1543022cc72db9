/** AssemblyScript compiled to wasm while the app is built (`tools/kernel`). */
declare module '*?kernel' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
