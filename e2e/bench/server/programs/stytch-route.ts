import compression from 'compression';
import { B2BClient, type Member } from 'stytch';
import { project } from '../data.ts';
import { createExpress } from './express-session.ts';
import { announce, port, upstream } from './settings.ts';

/** What the documents of Stytch show: an Express route on the official package. */
const client = new B2BClient({
  project_id: project.id,
  secret: project.secret,
  env: `${upstream}/`,
});
const app = createExpress();
if (process.env['COMPRESS'] === '1') app.use(compression());

app.get('/api/connected-apps/:app', async (request, response) => {
  const { token = '' } = request.session;
  response.json(
    await client.organizations.getConnectedApp(
      { organization_id: project.organizationId, connected_app_id: request.params.app },
      { authorization: { session_token: token } },
    ),
  );
});

/** All members of the organization, by following the cursor to its end. */
app.get('/api/members', async (request, response) => {
  const { token = '' } = request.session;
  const members: Member[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.organizations.members.search(
      {
        organization_ids: [project.organizationId],
        limit: 1000,
        ...(cursor === undefined ? {} : { cursor }),
      },
      { authorization: { session_token: token } },
    );
    members.push(...page.members);
    cursor = page.results_metadata.next_cursor ?? undefined;
  } while (cursor !== undefined);
  response.json({
    members: members.map(({ member_id: id, name, email_address: email }) => ({ id, name, email })),
  });
});

app.listen(port, '127.0.0.1', announce);
