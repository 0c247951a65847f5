import { DATA_SETS, loadDataSet } from './loader';
import type { DataSetName } from './data-set';

/** `node dist/tests/data/load.js [year-2017|gaps]`, with DATABASE_URL and ENCRYPTION_KEY. */
const main = async (): Promise<void> => {
  const name = process.argv[2] ?? 'year-2017';
  if (!DATA_SETS.includes(name as DataSetName)) {
    throw new Error(
      `没有这个数据集，可选 / Unknown data set, choose one of: ${DATA_SETS.join(', ')}`,
    );
  }
  const connectionString = process.env['DATABASE_URL'];
  const encryptionKey = process.env['ENCRYPTION_KEY'];
  if (!connectionString || !encryptionKey) {
    throw new Error('请设置 DATABASE_URL 和 ENCRYPTION_KEY / Set DATABASE_URL and ENCRYPTION_KEY');
  }
  const result = await loadDataSet({
    connectionString,
    encryptionKey,
    dataSet: name as DataSetName,
    onProgress: (line) => process.stdout.write(`  ${line}\n`),
  });
  process.stdout.write(
    result.alreadyLoaded
      ? `数据集 ${name} 已在库中，未作改动\n`
      : `数据集 ${name}：${result.rows} 行，用时 ${result.seconds.toFixed(1)} 秒\n`,
  );
};

main().catch((error: unknown) => {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
