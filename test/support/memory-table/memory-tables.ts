import { connection } from '#data/connection';
import { answerWith, MemoryTable } from './memory-table.ts';

/** Makes tables in this process for bench/units, without units and pages of 1 MB, over core's own client. */
export function inMemory() {
  const { client } = connection();
  const tables = new Map<string, MemoryTable>();
  answerWith(client, async () => tables.get(connection().table) as MemoryTable);
  return {
    async make(table: string) {
      tables.set(table, new MemoryTable(table));
      return { client, table };
    },
    drop: async (table: string) => tables.delete(table),
    end: () => void client.middlewareStack.remove('memory'),
  };
}
