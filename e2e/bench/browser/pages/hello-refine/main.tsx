import { List, RefineThemes, ThemedLayout, useTable } from '@refinedev/antd';
import { Refine, type DataProvider } from '@refinedev/core';
import routerProvider from '@refinedev/react-router';
import { ConfigProvider, Table } from 'antd';
import { createRoot } from 'react-dom/client';
import { BrowserRouter, Outlet, Route, Routes } from 'react-router';

/** The least of a refine page with its antd parts: one list of one resource in its layout. */
interface Member {
  id: string;
  name: string;
}

const members: Member[] = [{ id: 'member-test-1', name: 'Ada Lovelace' }];
const refuse = () => Promise.reject(new Error('The page only lists.'));

const dataProvider: DataProvider = {
  // As a fetch would give it.
  getList: async () => ({ data: await Response.json(members).json(), total: members.length }),
  getOne: refuse,
  create: refuse,
  update: refuse,
  deleteOne: refuse,
  getApiUrl: () => '',
};

function Members() {
  const { tableProps } = useTable<Member>();
  return (
    <List>
      <Table {...tableProps} rowKey="id">
        <Table.Column<Member> dataIndex="name" title="Name" />
      </Table>
    </List>
  );
}

const root = document.querySelector('#root');
if (root !== null) {
  createRoot(root).render(
    <BrowserRouter>
      <ConfigProvider theme={RefineThemes.Blue}>
        <Refine
          dataProvider={dataProvider}
          routerProvider={routerProvider}
          resources={[{ name: 'members', list: '/' }]}
          options={{ disableTelemetry: true }}
        >
          <Routes>
            <Route
              element={
                <ThemedLayout>
                  <Outlet />
                </ThemedLayout>
              }
            >
              <Route path="/" element={<Members />} />
            </Route>
          </Routes>
        </Refine>
      </ConfigProvider>
    </BrowserRouter>,
  );
}
