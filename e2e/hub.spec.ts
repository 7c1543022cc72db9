import { expect, test } from '@playwright/test';
import { HubServer } from './support/hub-server.ts';

test('the hub of these tests answers as a hub does', async () => {
  const hub = await HubServer.start();
  try {
    hub.put('some/model', 'onnx/model.onnx', Buffer.from('0123456789'));
    const url = `${hub.url}some/model/resolve/main/onnx/model.onnx`;
    const part = await fetch(url, { headers: { Range: 'bytes=4-' } });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 4-9/10', '456789']);
    const index = (await (await fetch(`${hub.url}api/models/some/model/revision/main?blobs=true`)).json()) as { sha: string };
    expect(index).toMatchObject({
      sha: expect.stringMatching(/^[0-9a-f]{40}$/),
      siblings: [{ rfilename: 'onnx/model.onnx', size: 10 }],
    });
    hub.fault('some/model', 'onnx/model.onnx', { status: 503, times: 1 });
    expect([(await fetch(url)).status, (await fetch(url)).status]).toEqual([503, 200]);
    expect((await fetch(`${hub.url}some/model/resolve/main/none`)).status).toBe(404);
  } finally {
    await hub.close();
  }
});
