import fs from 'node:fs';

const globalTeardown = async (): Promise<void> => {
  const running = globalThis.gongkaiTestServer;
  running?.server.stop();
  if (running) fs.rmSync(running.dir, { recursive: true, force: true });
};

export default globalTeardown;
