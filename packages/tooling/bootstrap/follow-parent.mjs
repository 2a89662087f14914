// Loaded into the server before its own code: when the bootstrap is killed without a chance to pass
// the signal on, the server still ends in order instead of holding port and data folder for ever.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
