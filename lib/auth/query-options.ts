import { queryOptions } from "@tanstack/react-query";
import { call } from "@/lib/http/call";
import { usersList } from "./contract";

export const usersQuery = {
  all: () =>
    queryOptions({
      queryKey: ["users"],
      queryFn: ({ signal }) => call(usersList, {}, signal),
    }),
};
