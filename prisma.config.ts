// Where Prisma finds its files. The address is given only for commands that reach a database
// (`prisma migrate deploy`, `prisma studio`); generating the client needs none.
const url = process.env['DATABASE_DIRECT_URL'] ?? process.env['DATABASE_URL'];

export default {
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  ...(url === undefined ? {} : { datasource: { url } }),
};
