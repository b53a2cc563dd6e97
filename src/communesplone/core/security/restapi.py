"""Services about accounts that tell strangers nothing."""

from plone.restapi.services.users.add import UsersPost


class QuietUsersPost(UsersPost):
    """As Plone's own; asking for a new password is answered alike whether the account is there or not."""

    def update_password(self, data):
        answer = super().update_password(data)
        if not data:
            self.request.response.setStatus(204)
            return None
        if self.request.response.getStatus() == 404:
            return self._error(403, "Unknown Token", "The reset_token is unknown/not valid.")
        return answer
