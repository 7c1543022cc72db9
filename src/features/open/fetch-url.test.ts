import { expect, it } from 'vitest';
import { parseMediaUrl } from './fetch-url.ts';

const PAGE = 'http://app.example';

it.each([
  'https://a.example/x.jpg',
  ' https://a.example/x.jpg ',
  'http://localhost:8000/x.png',
  'http://app.example/samples/a.jpg',
  'data:image/png;base64,AAAA',
  'blob:http://app.example/123',
])('takes %s', (text) => {
  expect(parseMediaUrl(text, PAGE)).not.toBeNull();
});

it.each([
  '',
  'dog',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'http://a.example/x.jpg',
  'data:text/html,<script>',
  'blob:https://a.example/1',
  'ftp://a.example/x.jpg',
  'chrome://settings',
])('refuses %s', (text) => {
  expect(parseMediaUrl(text, PAGE)).toBeNull();
});
