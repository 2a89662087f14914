import { describe, expect, it } from 'vitest';
import { layOutCells } from './tabwriter.ts';

// Expected texts are what Go's text/tabwriter prints with NewWriter(w, 0, 8, 1, '\t', 0).
describe('layOutCells', () => {
  it('pads a column with tabs to the next multiple of eight behind its widest cell', () => {
    const rows = [
      ['ID', 'e1a5cda2-0f22-4e3a-9e39-2a4c0f8a8f5e'],
      ['ENVIRONMENT', 'dev'],
    ];
    expect(layOutCells(rows)).toBe(
      'ID\t\te1a5cda2-0f22-4e3a-9e39-2a4c0f8a8f5e\t\nENVIRONMENT\tdev\t\t\t\t\t\n',
    );
  });

  it('gives an empty cell one tab', () => {
    expect(layOutCells([['SCOPE', '']])).toBe('SCOPE\t\t\n');
  });

  it('leaves room of one character behind a cell that fills its tab stops', () => {
    expect(layOutCells([['12345678', 'x']])).toBe('12345678\tx\t\n');
    expect(layOutCells([['1234567', 'x']])).toBe('1234567\tx\t\n');
  });

  it('aligns only neighbouring lines that reach the column', () => {
    const lines = [['CLIENT ID', 'SCOPE'], ['a', 'b'], [''], ['IS LAST PAGE', 'true']];
    expect(layOutCells(lines)).toBe('CLIENT ID\tSCOPE\t\na\t\tb\t\n\t\t\nIS LAST PAGE\ttrue\t\n');
  });

  it('counts characters, not code units', () => {
    expect(layOutCells([['🔑🔑🔑🔑🔑🔑🔑', 'x']])).toBe('🔑🔑🔑🔑🔑🔑🔑\tx\t\n');
  });

  it('prints nothing where there is nothing', () => {
    expect(layOutCells([])).toBe('');
  });
});
