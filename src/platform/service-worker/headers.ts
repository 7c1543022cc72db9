/** True for the requests whose answers decide about isolation: pages and workers of this origin. Media and files are left alone. */
export function wantsIsolation(
  request: { readonly mode: string; readonly destination: string; readonly url: string },
  origin: string,
): boolean {
  if (new URL(request.url).origin !== origin) return false;
  return request.mode === 'navigate' || request.destination === 'worker' || request.destination === 'sharedworker';
}

/** The same response with the headers of cross-origin isolation; redirects and opaque answers as they are. */
export function isolated(response: Response): Response {
  if (response.status === 0 || response.type === 'opaqueredirect') return response;
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  headers.set('Cross-Origin-Resource-Policy', 'cross-origin');
  const { status, statusText } = response;
  // These may not have a body, and the constructor insists.
  const body = status === 204 || status === 205 || status === 304 ? null : response.body;
  return new Response(body, { status, statusText, headers });
}
