export {
  buildSettings,
  type DatabaseUrls,
  findFreePort,
  runProgram,
  type ServingProcess,
  type Settings,
  serveApp,
} from './served-app.ts';
