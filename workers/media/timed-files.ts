/** What is loaded with the first medium that has time. */
export { SoundFile } from './sound/sound-file.ts';
export { encodeFrames } from './video/encode-frames.ts';
export { NoPictureError, VideoFile } from './video/video-file.ts';
