import type { SharedCache, SharedQuery } from './kept-files.ts';

const CACHE: SharedCache = 'whereabouts-shared';
const QUERY: SharedQuery = 'shared';

/**
 * Takes what another app shares (the share target of the web manifest): the first file, or else a web address, is put aside, and
 * the page is opened to fetch it from there.
 *
 * @returns the redirect to the page; without anything usable, to the plain page
 */
export async function takeShared(request: Request, scope: string): Promise<Response> {
  const page = new URL('./', scope);
  try {
    const form = await request.formData();
    const file = form.getAll('media').find((entry): entry is File => entry instanceof File && entry.size > 0);
    const address = [form.get('url'), form.get('text')]
      .filter((entry) => typeof entry === 'string')
      .map((text) => /https?:\/\/\S+/.exec(text)?.[0])
      .find((found) => found !== undefined);
    const content = file ?? address;
    if (content !== undefined) {
      const headers = file ? { 'content-type': file.type, 'x-name': encodeURIComponent(file.name) } : {};
      const cache = await caches.open(CACHE);
      await cache.put(new URL('shared', scope), new Response(content, { headers }));
      page.searchParams.set(QUERY, file ? 'file' : 'address');
    }
  } catch {
    // Nothing can be kept or read: the plain page opens.
  }
  return Response.redirect(page, 303);
}
