import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findMedium } from '../../src/core/datasets/index.ts';
import type { Question } from '../../src/features/evaluate/dataset.ts';
import type { EvaluationRecord } from '../../src/features/evaluate/record.ts';

/** Finds each question's file below `media` where the dataset writes its path in another way (without its extension, say). */
export function withFiles(questions: readonly Question[], media: string): Question[] {
  let paths: string[] | null = null;
  const found = new Map<string, string>();
  const find = (file: string): string => {
    if (existsSync(path.join(media, file))) return file;
    paths ??= readdirSync(media, { recursive: true, encoding: 'utf8' }).map((p) => p.replaceAll('\\', '/'));
    // What is not there is asked for all the same: its record says so.
    return findMedium(file, paths) ?? file;
  };
  return questions.map((question) => {
    const { file } = question;
    if (!found.has(file)) found.set(file, find(file));
    return Object.assign({}, question, { file: found.get(file)! });
  });
}

/**
 * The records of an earlier run that answer the same questions by the same pack. A last line that was cut off, and questions that
 * failed, are asked again.
 */
export function earlierRecords(out: string, questions: readonly Question[], pack: string): EvaluationRecord[] {
  if (!existsSync(out)) return [];
  const records = readFileSync(out, 'utf8').split('\n').filter(Boolean).flatMap(parsed);
  const byIndex = new Map<number, EvaluationRecord>();
  for (const record of records) {
    const question = questions[record.index];
    if (!question || record.state === 'failed' || record.pack !== pack) continue;
    if (question.query === record.query && question.file === record.file) byIndex.set(record.index, record);
  }
  return [...byIndex.values()];
}

function parsed(line: string): EvaluationRecord[] {
  try {
    return [JSON.parse(line) as EvaluationRecord];
  } catch {
    return [];
  }
}
