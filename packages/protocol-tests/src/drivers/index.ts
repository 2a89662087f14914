// For tests of other packages that drive the product in the same way.

export { Browser, createPerson, type Person } from './browser.ts';
export { HostedWorkspace, hostedAddresses } from './hosted-workspace.ts';
export { closeIdleConnections, type HttpAnswer, reachHosts } from './http-exchange.ts';
export { ManagementApi } from './management-api.ts';
export { createHome, type Product, removeHome, startProduct } from './product.ts';
export type { ClientCredentials, ProjectApi } from './project-api.ts';
export { StoredRows } from './stored-rows.ts';
export { WebClient } from './web-client.ts';
