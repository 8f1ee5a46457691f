import { createRoot } from 'react-dom/client';
import { Admin, Datagrid, List, Resource, TextField, type DataProvider } from 'react-admin';

/** The least of a react-admin page: one list of one resource. */
const members = [{ id: 'member-test-1', name: 'Ada Lovelace' }];
const refuse = () => Promise.reject(new Error('The page only lists.'));

const dataProvider: DataProvider = {
  // As a fetch would give it.
  getList: async () => ({ data: await Response.json(members).json(), total: members.length }),
  getOne: refuse,
  getMany: refuse,
  getManyReference: refuse,
  create: refuse,
  update: refuse,
  updateMany: refuse,
  delete: refuse,
  deleteMany: refuse,
};

function Members() {
  return (
    <List>
      <Datagrid>
        <TextField source="name" />
      </Datagrid>
    </List>
  );
}

const root = document.querySelector('#root');
if (root !== null) {
  createRoot(root).render(
    <Admin dataProvider={dataProvider} disableTelemetry>
      <Resource name="members" list={Members} />
    </Admin>,
  );
}
