export * from './fixtures/ids.ts';
export * from './fixtures/rows.ts';
export * from './fixtures/tenants.ts';
export { createMemoryHotStore, type MemoryHotStore } from './memory/memory-hot-store.ts';
