import { describe, expect, it } from 'vitest';
import type { Terminal } from '../terminal/terminal.ts';
import { parseFormat } from './format.ts';
import { printRow, printTable } from './print.ts';

const row = {
  headers: ['ID', 'NAME'],
  columns: ['1', 'Night\u001b[31m job'],
  document: { id: '1', name: 'Night job' },
};
const table = {
  headers: ['ID'],
  rows: [['1'], ['2']],
  ids: ['1', '2'],
  document: { items: [{ id: '1' }, { id: '2' }], next_page_token: '', is_last_page: true },
};

async function capture(work: (output: Terminal) => Promise<void>): Promise<string> {
  const texts: string[] = [];
  const terminal: Terminal = {
    environment: {},
    workingDirectory: '/',
    homeDirectory: '/',
    print: (text) => void texts.push(text),
    report: () => undefined,
    readLine: async () => undefined,
    readAll: async () => '',
    openBrowser: () => undefined,
    now: () => 0,
  };
  await work(terminal);
  return texts.join('');
}

const printedRow = (format: string): Promise<string> =>
  capture((terminal) => printRow({ terminal, format: parseFormat(format, false) }, row));
const printedTable = (format: string, isQuiet = false): Promise<string> =>
  capture((terminal) => printTable({ terminal, format: parseFormat(format, isQuiet) }, table));

describe('printRow', () => {
  it('writes a line for each header and lets no control character through', async () => {
    expect(await printedRow('default')).toBe('ID\t1\t\t\t\nNAME\tNight\\u001b[31m job\t\n');
  });

  it('writes JSON on one line, and indented by two when it is to be pretty', async () => {
    expect(await printedRow('json')).toBe('{"id":"1","name":"Night job"}\n');
    expect(await printedRow('json-pretty')).toBe('{\n  "id": "1",\n  "name": "Night job"\n}\n');
  });

  it('writes YAML', async () => {
    expect(await printedRow('yaml')).toBe('id: "1"\nname: Night job\n');
  });

  it('picks one value by path or pointer', async () => {
    expect(await printedRow('jsonpath=name')).toBe('"Night job"\n');
    expect(await printedRow('jsonpointer=/id')).toBe('"1"\n');
    expect(await printedRow('jsonpath=missing')).toBe('null\n');
  });
});

describe('printTable', () => {
  it('writes a header line and a line for each thing', async () => {
    expect(await printedTable('table')).toBe('ID\t\n1\t\n2\t\n');
  });

  it('writes the ids alone when it is quiet, whatever the format', async () => {
    expect(await printedTable('json', true)).toBe('1\n2\n');
  });

  it('writes the page with its items as JSON', async () => {
    expect(await printedTable('json')).toBe(
      '{"items":[{"id":"1"},{"id":"2"}],"next_page_token":"","is_last_page":true}\n',
    );
    expect(await printedTable('jsonpath=items.#.id')).toBe('[\n  "1",\n  "2"\n]\n');
  });
});

describe('parseFormat', () => {
  it.each(['xml', 'jsonpath', 'jsonpointer', 'JSON', ''])('refuses %j', (format) => {
    expect(() => parseFormat(format, false)).toThrow(/format|--format/);
  });
});
