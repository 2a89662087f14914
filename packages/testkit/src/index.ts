export * from './fixtures/ids.ts';
export * from './fixtures/rows.ts';
export * from './fixtures/tenants.ts';
export {
  createMemoryControlStore,
  type MemoryControlStore,
} from './memory/memory-control-store.ts';
export { createMemoryHotStore, type MemoryHotStore } from './memory/memory-hot-store.ts';
