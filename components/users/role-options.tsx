import { SelectContent, SelectItem } from "@/components/ui/select";
import { Role } from "@/lib/auth/roles";

/** Every role there is, to choose from. */
export function RoleOptions() {
  return (
    <SelectContent>
      {Role.options.map((role) => (
        <SelectItem key={role} value={role}>
          {role}
        </SelectItem>
      ))}
    </SelectContent>
  );
}
